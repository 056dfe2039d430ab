/** What is looked at, and where it is. */
export const pagesOf = (taskId: string) => ({
  overview: "/",
  devices: "/devices",
  task: `/tasks/${taskId}`,
  history: "/history",
  audit: "/audit",
});
