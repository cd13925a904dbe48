"""A trie of byte strings as a double array (Aoe 1989) in four bytes a unit.

A unit is `value << 9 | leaf << 8 | label`. The child of a node by a byte is the unit at `value + byte`, if the label there
is that byte. A leaf's value is the number of the string that ends there. Where a string ends and others go on, it has a
child of its own by the byte 0, which no string holds. No two nodes have one base, so the label alone settles whose child
a unit is; an empty unit is 0, and is no leaf.
"""

import numpy as np

LEAF = 1 << 8
# After so many places that did not fit, the search begins further on from then: the array grows by a few per cent and the
# search does not become quadratic.
PATIENCE = 2000


def double_array(strings):
    """The units of the trie over `strings`, a mapping of byte strings to numbers."""
    root = {}
    for string, number in sorted(strings.items()):
        node = root
        for byte in string:
            node = node.setdefault(byte, {})
        node[0] = number
    taken, used, bases, units = bytearray(1 << 20), bytearray(1 << 20), {}, {}
    taken[0] = 1
    free = 1
    # Breadth first: the nodes with the most children come early, while there is room.
    queue = [(0, 0, root)]
    for place, label, node in queue:
        if node.keys() == {0}:
            units[place] = node[0] << 9 | LEAF | label
            continue
        labels = sorted(node)
        base, tries = place_of(labels, taken, used, free)
        if tries > PATIENCE:
            free = taken.find(0, free + PATIENCE)
        used[base] = 1
        units[place] = base << 9 | label
        for byte in labels:
            taken[base + byte] = 1
            if byte == 0:
                units[base] = node[0] << 9 | LEAF
            else:
                queue.append((base + byte, byte, node[byte]))
    array = np.zeros(max(units) + 1, dtype="<u4")
    for place, unit in units.items():
        array[place] = unit
    return array


def place_of(labels, taken, used, free):
    """The first base whose places are all free, and how many places were tried."""
    spot, tries = free, 0
    while True:
        spot = taken.find(0, spot)
        base = spot - labels[0]
        if base > 0 and not used[base] and not any(taken[base + byte] for byte in labels):
            return base, tries
        spot, tries = spot + 1, tries + 1
