/** Rows of one page of a list. */
export const PAGE_ROWS = 100;
