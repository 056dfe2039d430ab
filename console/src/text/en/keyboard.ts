export const keyboardText = {
  keyboard: {
    title: "Keyboard",
    hint: "Everything here can be done without a mouse. Letters are keys only where a list has the focus, so none gets in the way of what you type or of your screen reader.",
    keys: "Keys",
    does: "What they do",
    names: { space: "Space", Ctrl: "Ctrl", Shift: "Shift", Enter: "Enter", Home: "Home", End: "End" },
    where: { everywhere: "Everywhere", list: "In the list of devices", grid: "In the grid of a task" },
    what: {
      palette: "Open the palette: every page, everything that can be made, tasks, packages, groups and devices by name",
      next: "Go on to what can be used next; with Shift back",
      open: "Open, or do what has the focus",
      close: "Close a dialog or a menu, and be back where you were",
      row: "The next or the previous one",
      choose: "Choose it, or no longer",
      range: "Choose all from the last one to here",
      ends: "The first or the last one",
      cell: "The next cell that way; who it is and what came of it is said below the grid",
      story: "What happened on that device, step by step",
    },
  },
};
