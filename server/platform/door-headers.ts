/**
 * Headers that our own server sets on a request before anything inside sees it, and takes away when a client sent them:
 * what Next does not hand on.
 */
export const ADDRESS_HEADER = "x-bellwether-address";
export const PATH_HEADER = "x-bellwether-path";
