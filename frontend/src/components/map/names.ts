import type { FeatureCollection, Geometry, Position } from 'geojson'
import {
  bounds,
  divIcon,
  latLng,
  type LatLng,
  layerGroup,
  type LayerGroup,
  LineUtil,
  type Map as LeafletMap,
  marker,
} from 'leaflet'

export type Street = { name: string; line: LatLng[] }
export type Name = { name: string; at: LatLng }
export type Area = Name & { rings: Position[][] }

const STREETS_FROM_ZOOM = 14
const BELOW_PINS = -10_000

export function streetsOf(layer: FeatureCollection): Street[] {
  return layer.features.flatMap(({ geometry, properties }) => {
    const name: unknown = properties?.name
    if (geometry.type !== 'LineString' || typeof name !== 'string') return []
    return [{ name, line: geometry.coordinates.map(([lng, lat]) => latLng(lat ?? 0, lng ?? 0)) }]
  })
}

/** The areas' names, each where the server says that it can be written. */
export function areasOf(layer: FeatureCollection, key: string): Area[] {
  return layer.features.flatMap(({ geometry, properties }) => {
    const name: unknown = properties?.[key]
    const label: unknown = properties?.label
    if (typeof name !== 'string' || !Array.isArray(label)) return []
    const [lng, lat] = label as number[]
    return [{ name, at: latLng(lat ?? 0, lng ?? 0), rings: ringsOf(geometry) }]
  })
}

const ringsOf = (geometry: Geometry): Position[][] => {
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat()
  return geometry.type === 'Polygon' ? geometry.coordinates : []
}

/** Whether a point lies in an area: an odd number of its sides lie to the east of it. */
export function isIn({ rings }: Area, { lat, lng }: LatLng): boolean {
  const sides = rings.flatMap((ring) => ring.slice(1).map((end, index) => [ring[index], end]))
  const east = sides.filter(([[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []]) => {
    return y1 > lat !== y2 > lat && lng < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)
  })
  return east.length % 2 === 1
}

/** The name of each street once, in the middle of the stretch of it that is in view. */
export function nameStreets(map: LeafletMap, streets: Street[]): LayerGroup {
  return written(map, STREETS_FROM_ZOOM, () => {
    const known = new Map<string, LatLng>()
    for (const { name, line } of streets) {
      const middle = known.has(name) ? undefined : middleInView(map, line)
      if (middle) known.set(name, middle)
    }
    return [...known].map(([name, at]) => ({ name, at }))
  })
}

/** The names of those areas whose middle is in view, and of the one that a near view is within. */
export function nameAreas(map: LeafletMap, areas: Area[], fromZoom: number): LayerGroup {
  return written(map, fromZoom, () => {
    const view = map.getBounds()
    const { x, y } = map.getSize()
    const above = map.containerPointToLatLng([x * 0.5, y * 0.2])
    return areas.flatMap((area) => {
      if (view.contains(area.at)) return [area]
      return isIn(area, above) ? [{ name: area.name, at: above }] : []
    })
  })
}

function written(map: LeafletMap, fromZoom: number, inView: () => Name[]): LayerGroup {
  const names = layerGroup().addTo(map)
  const write = () => {
    names.clearLayers()
    if (map.getZoom() < fromZoom) return
    for (const { name, at } of inView())
      names.addLayer(
        marker(at, {
          icon: label(name),
          interactive: false,
          keyboard: false,
          zIndexOffset: BELOW_PINS,
        }),
      )
  }
  map.on('moveend', write)
  names.on('remove', () => map.off('moveend', write))
  write()
  return names
}

function middleInView(map: LeafletMap, line: LatLng[]): LatLng | undefined {
  const size = map.getSize()
  const view = bounds([0, 0], [size.x, size.y])
  for (const [index, end] of line.slice(1).entries()) {
    const from = map.latLngToContainerPoint(line[index] ?? end)
    const seen = LineUtil.clipSegment(from, map.latLngToContainerPoint(end), view)
    if (seen) return map.containerPointToLatLng(seen[0].add(seen[1]).divideBy(2))
  }
  return undefined
}

function label(name: string) {
  const text = document.createElement('span')
  text.textContent = name
  return divIcon({ html: text, className: 'cc-map__name', iconSize: [0, 0] })
}
