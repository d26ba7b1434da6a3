import { BlockList, isIP } from "node:net";

/**
 * The client's address as far as it can be believed: the connection's own, or, where that is a trusted proxy's, the last
 * entry of X-Forwarded-For that no trusted proxy wrote. Entries before it are the client's own claim.
 *
 * @param trusted addresses and CIDR ranges, as TRUSTED_PROXIES lists them
 * @throws {RangeError} when one of them is neither
 */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string {
  const proxies = knownProxies(trusted);
  let address = plain(remote ?? "");
  const hops = (forwardedFor ?? "").split(",").map(plain);
  while (isTrusted(proxies, address)) {
    const hop = hops.pop();
    if (!hop || !isIP(hop)) break;
    address = hop;
  }
  return address || "unknown";
}

/** What counts as one caller in limits: an IPv6 address stands for its /64, since one customer has all of those. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: gap }, () => "0"), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

const lists = new WeakMap<readonly string[], BlockList>();

/** The configuration is one array for the life of the process: its list is made once. */
function knownProxies(trusted: readonly string[]): BlockList {
  const known = lists.get(trusted) ?? proxyList(trusted);
  lists.set(trusted, known);
  return known;
}

/** @throws {RangeError} naming the entry that is neither an address nor a range */
export function proxyList(trusted: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = "", bits] = entry.split("/");
    const family = familyOf(address);
    const most = family === "ipv6" ? 128 : 32;
    if (!family || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most)))
      throw new RangeError(`not an address or a CIDR range: ${entry}`);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isTrusted(proxies: BlockList, address: string): boolean {
  const family = familyOf(address);
  return family !== null && proxies.check(address, family);
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? "ipv4" : "ipv6";
}

/** Without the IPv4-in-IPv6 prefix of a dual-stack socket, brackets or a port. */
function plain(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[(.+)\](?::\d+)?$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  return /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.slice(0, bare.lastIndexOf(":")) : bare;
}
