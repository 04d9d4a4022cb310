import * as L from 'leaflet'

export type Street = { name: string; line: L.LatLng[] }

const FROM_ZOOM = 14

/** The name of each street once, in the middle of the stretch of it that is in view. */
export function nameStreets(map: L.Map, streets: Street[]) {
  const names = L.layerGroup().addTo(map)
  const write = () => {
    names.clearLayers()
    if (map.getZoom() < FROM_ZOOM) return
    const written = new Set<string>()
    for (const { name, line } of streets) {
      const middle = written.has(name) ? undefined : middleInView(map, line)
      if (middle === undefined) continue
      written.add(name)
      names.addLayer(L.marker(middle, { icon: label(name), interactive: false, keyboard: false }))
    }
  }
  map.on('moveend', write)
  write()
}

function middleInView(map: L.Map, line: L.LatLng[]): L.LatLng | undefined {
  const size = map.getSize()
  const view = L.bounds([0, 0], [size.x, size.y])
  for (const [index, end] of line.slice(1).entries()) {
    const from = map.latLngToContainerPoint(line[index] ?? end)
    const seen = L.LineUtil.clipSegment(from, map.latLngToContainerPoint(end), view)
    if (seen) return map.containerPointToLatLng(seen[0].add(seen[1]).divideBy(2))
  }
  return undefined
}

function label(name: string) {
  const text = document.createElement('span')
  text.textContent = name
  return L.divIcon({ html: text, className: 'cc-map__name', iconSize: [0, 0] })
}
