import { expect, it } from "vitest";
import { clientAddress, networkOf } from "#server/platform/client-address";

it("without trusted proxies, the connection's own address counts, whatever is claimed", () => {
  expect(clientAddress("203.0.113.9", "198.51.100.1", [])).toBe("203.0.113.9");
  expect(clientAddress("::ffff:203.0.113.9", undefined, [])).toBe("203.0.113.9");
  expect(clientAddress(undefined, undefined, [])).toBe("unknown");
});

it("behind trusted proxies, the last entry that none of them wrote counts", () => {
  const trusted = ["10.0.0.0/8", "fd00::/8"];
  expect(clientAddress("10.0.0.1", "198.51.100.1", trusted)).toBe("198.51.100.1");
  expect(clientAddress("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.2.0.1", trusted)).toBe("198.51.100.1");
  expect(clientAddress("fd00::1", "[2001:db8::5]:4711", trusted)).toBe("2001:db8::5");
  expect(clientAddress("::ffff:10.0.0.1", "198.51.100.1:80", trusted)).toBe("198.51.100.1");
});

it("what is no address is not believed", () => {
  expect(clientAddress("10.0.0.1", "1.2.3.4, nonsense", ["10.0.0.0/8"])).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "", ["10.0.0.0/8"])).toBe("10.0.0.1");
});

it.each(["proxy", "10.0.0.0/33", "10.0.0.0/x", "::/129", "10.0.0.0/"])("%s is no proxy", (entry) => {
  expect(() => clientAddress("10.0.0.1", undefined, [entry])).toThrow(RangeError);
});

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:0001::5", "2001:db8:1:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
