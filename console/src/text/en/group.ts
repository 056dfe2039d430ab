export const groupText = {
  group: {
    title: "Groups",
    new: "New group",
    who: "Who",
    list: "a list",
    listHint: "Its devices are a list. Put some on it, or take some off, in the list of devices.",
    empty: "There is no group yet",
    emptyHint: "A group is a saved query, or a list of devices, under a name.",
    description: "What it is for",
    overtaken: "{{who}} has changed it since you began",
    takeTheirs: "Show what it is now",
    save: "Save",
    delete: "Delete",
    confirmDelete: "Delete the group {{name}}?",
    used: "It is in use",
    usedBy: "Used by",
  },
};
