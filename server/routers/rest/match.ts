import type { Route } from "#server/routers/rest/route";

interface Address {
  parts: readonly string[];
  routes: Map<string, Route>;
}

export interface Matched {
  /** By method. */
  routes: ReadonlyMap<string, Route>;
  params: Record<string, string>;
}

/** Finds the routes of a path: by its parts, of which those in braces stand for anything. */
export function matcher(table: readonly Route[]): (path: string) => Matched | null {
  const addresses = new Map<string, Address>();
  for (const route of table) {
    const shape = route.path.replace(/\{\w+\}/g, "{}");
    const address = addresses.get(shape) ?? { parts: route.path.slice(1).split("/"), routes: new Map() };
    if (address.routes.has(route.method)) throw new TypeError(`two routes answer ${route.method} ${route.path}`);
    address.routes.set(route.method, route);
    addresses.set(shape, address);
  }
  return (path) => {
    const given = path.slice(1).split("/");
    for (const { parts, routes } of addresses.values()) {
      const params = paramsOf(parts, given);
      if (params) return { routes, params };
    }
    return null;
  };
}

function paramsOf(parts: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (parts.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const value = given[i] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== value) return null;
    if (name !== undefined) params[name] = value;
  }
  return params;
}
