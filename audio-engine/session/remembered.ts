/** Remembers what was made from a map by the map's identity, so that the same document gives the same array. */

export function remembered<Map extends object, List>(make: (map: Map) => List): (map: Map) => List {
  const known = new WeakMap<Map, List>();
  return (map) => {
    // A map that can still change (a draft, or plain data) must not be remembered.
    if (!Object.isFrozen(map)) return make(map);
    let list = known.get(map);
    if (list === undefined) {
      list = make(map);
      known.set(map, list);
    }
    return list;
  };
}
