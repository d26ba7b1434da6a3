/** How many days a forecast stays fresh: the desk and the notices count with the same. */
export const STALE_DAYS = 30;
