//! Which addresses are public: the one table that decides what may be dialled.
//!
//! A page that is to be read stands on the open network. Whatever else an address may mean (this machine, the
//! machines beside it, the metadata service of a cloud) is refused, since a report that was shown or redirected
//! there would carry what lies inside out.
//!
//! IPv4 is public unless a row of the table holds it. IPv6 is refused unless it is global unicast (2000::/3) and
//! in no row; that leaves out, without a row each, the unspecified and loopback address, IPv4-compatible
//! addresses, discard, unique local, link-local, site-local and multicast. An address that only carries an IPv4
//! address (mapped, or NAT64 behind the well-known prefix) is what the carried address is. Of the tunnels, Teredo
//! and 6to4 are refused whole: they lead to an IPv4 address of the writer's choice, and no outlet is behind one.
//!
//! Source: the IANA registries of special-purpose addresses (RFC 6890, RFC 8190).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Ranges of IPv4 that are not public: first address, bits of the prefix.
const NOT_PUBLIC_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),        // this network, RFC 791
    ([10, 0, 0, 0], 8),       // private, RFC 1918
    ([100, 64, 0, 0], 10),    // shared behind carriers, RFC 6598
    ([127, 0, 0, 0], 8),      // loopback, RFC 1122
    ([168, 63, 129, 16], 32), // in a public range, yet answered by the machine's own host in one cloud
    ([169, 254, 0, 0], 16),   // link-local, RFC 3927; metadata of clouds
    ([172, 16, 0, 0], 12),    // private, RFC 1918
    ([192, 0, 0, 0], 24),     // IETF protocol assignments, RFC 6890
    ([192, 0, 2, 0], 24),     // documentation, RFC 5737
    ([192, 88, 99, 0], 24),   // relays of 6to4, RFC 7526
    ([192, 168, 0, 0], 16),   // private, RFC 1918
    ([198, 18, 0, 0], 15),    // benchmarking, RFC 2544
    ([198, 51, 100, 0], 24),  // documentation, RFC 5737
    ([203, 0, 113, 0], 24),   // documentation, RFC 5737
    ([224, 0, 0, 0], 4),      // multicast, RFC 5771
    ([240, 0, 0, 0], 4),      // reserved, RFC 1112, with the broadcast address
];

/// Ranges inside 2000::/3 that are not public: first segments, bits of the prefix.
const NOT_PUBLIC_V6: &[([u16; 3], u32)] = &[
    ([0x2001, 0x0000, 0], 23), // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID
    ([0x2001, 0x0db8, 0], 32), // documentation, RFC 3849
    ([0x2002, 0x0000, 0], 16), // 6to4, RFC 3056
    ([0x3fff, 0x0000, 0], 20), // documentation, RFC 9637
];

/// Whether an address is one of the open network. Total: every address is either.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !NOT_PUBLIC_V4
        .iter()
        .any(|&(first, length)| (bits ^ u32::from_be_bytes(first)) >> (32 - length) == 0)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let [0x0064, 0xff9b, 0, 0, 0, 0, high, low] = address.segments() {
        // NAT64, RFC 6052: networks without IPv4 reach all of it through this prefix.
        return is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    }
    let bits = address.to_bits();
    let within = |[a, b, c]: [u16; 3], length| {
        let first = Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).to_bits();
        (bits ^ first) >> (128 - length) == 0
    };
    within([0x2000, 0, 0], 3) && !NOT_PUBLIC_V6.iter().any(|&(first, length)| within(first, length))
}

#[cfg(test)]
mod tests {
    use super::is_public;
    use std::net::IpAddr;

    fn told(rows: &[&str], expected: bool) {
        for row in rows {
            let address: IpAddr = row.parse().expect(row);
            assert_eq!(is_public(address), expected, "{row}");
        }
    }

    #[test]
    fn the_first_and_last_address_of_every_range_are_refused() {
        told(
            &[
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
            ],
            false,
        );
    }

    #[test]
    fn the_neighbours_of_every_range_are_public() {
        told(
            &[
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "203.0.114.0",
                "223.255.255.255",
            ],
            true,
        );
    }

    #[test]
    fn of_ipv6_only_global_unicast_is_public() {
        told(
            &[
                "::",
                "::1",
                "::7f00:1",
                "::8.8.8.8",
                "100::1",
                "64:ff9b:1::8.8.8.8",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "3fff::1",
                "3fff:fff::1",
                "5f00::1",
                "4000::1",
                "2001:2::1",
                "2001:10::1",
            ],
            false,
        );
        told(&["2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1", "3fff:1000::1"], true);
    }

    #[test]
    fn an_address_that_carries_another_is_what_it_carries() {
        told(
            &[
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::127.0.0.1",
                "64:ff9b::192.168.1.1",
                // 6to4 and Teredo, with a private and with a public address inside.
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:808:808::1",
                "2001::1",
                "2001:0:7f00:1:0:0:f5ff:fffe",
            ],
            false,
        );
        told(&["::ffff:8.8.8.8", "64:ff9b::8.8.8.8"], true);
    }
}
