import {
  canvas,
  divIcon,
  geoJSON,
  type LatLngExpression,
  layerGroup,
  type LayerGroup,
  map as leafletMap,
  type Map as LeafletMap,
  marker,
  type PathOptions,
  tileLayer,
} from 'leaflet'

import type { MapLayers } from '@/api/map-layers'

import { areasOf, nameAreas, nameStreets, streetsOf } from './names'
import { type Cluster, clustered, type Pin } from './pins'

const CHICAGO: LatLngExpression = [41.8781, -87.66]
const REACH = 36 // pixels: closer than that, two pins could not be told apart by a finger
const CLOSEST = 16
const ALONE = 15
const BEATS_FROM_ZOOM = 13
const STREET: PathOptions = { color: '#71767a', weight: 1.5 }
const BEAT: PathOptions = { color: '#2f4668', weight: 1, fillColor: '#d9e8f6', fillOpacity: 0.25 }
const DISTRICT: PathOptions = { color: '#13447c', weight: 3, fill: false }

/** `count` is how many share the pin: more than one where no zoom can tell them apart. */
export type Open = (number: string, count: number) => void

/** A Leaflet map that draws itself from our own layers; tiles are used only where they are set. */
export class DrawnMap {
  private readonly map: LeafletMap
  private readonly base: LayerGroup = layerGroup()
  private readonly marks: LayerGroup = layerGroup()
  private readonly open: Open
  private readonly numbers = new Map<Element, string>()
  private pins: Pin[] = []
  private selected = ''

  constructor(place: HTMLElement, tiles: string, open: Open) {
    this.open = open
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    this.map = leafletMap(place, {
      center: CHICAGO,
      zoom: 11,
      maxZoom: 18,
      zoomAnimation: !still,
      fadeAnimation: !still,
      attributionControl: tiles !== '',
      renderer: canvas(),
    })
    if (tiles) tileLayer(tiles, { maxZoom: 18 }).addTo(this.map)
    this.base.addTo(this.map)
    this.marks.addTo(this.map)
    this.map.on('zoomend', () => {
      this.drawMarks()
    })
  }

  drawLayers({ beats, districts, streets }: MapLayers) {
    this.base.clearLayers()
    this.base.addLayer(geoJSON(streets, { interactive: false, style: STREET }))
    this.base.addLayer(geoJSON(beats, { interactive: false, style: BEAT }))
    this.base.addLayer(geoJSON(districts, { interactive: false, style: DISTRICT }))
    this.base.addLayer(nameStreets(this.map, streetsOf(streets)))
    this.base.addLayer(nameAreas(this.map, areasOf(beats, 'beat'), BEATS_FROM_ZOOM))
  }

  drawPins(pins: Pin[]) {
    const before = this.pins.length
    this.pins = pins
    this.drawMarks()
    // Later rows of a list leave the view where it was moved; neighbors of one place widen it.
    if (before < 2 && pins.length > before) this.showAll()
  }

  /** The pin of a case, or the cluster it is in, is marked out; an empty number marks none. */
  select(number: string) {
    this.selected = number
    this.drawMarks()
  }

  remove() {
    this.map.remove()
  }

  private showAll() {
    this.map.fitBounds(
      this.pins.map(({ latitude, longitude }) => [latitude, longitude] as [number, number]),
      { padding: [32, 32], maxZoom: this.pins.length > 1 ? CLOSEST : ALONE, animate: false },
    )
  }

  /** The pin that had the focus keeps it, alone or in the cluster that it is now in. */
  private drawMarks() {
    const focused = document.activeElement && this.numbers.get(document.activeElement)
    this.marks.clearLayers()
    this.numbers.clear()
    const placed = this.pins.map((pin) => {
      const { x, y } = this.map.project([pin.latitude, pin.longitude])
      return { pin, x, y }
    })
    clustered(placed, REACH).forEach((cluster) => {
      const mark = this.drawMark(cluster)
      if (focused && cluster.pins.some(({ number }) => number === focused)) mark?.focus()
    })
  }

  private drawMark({ pins }: Cluster) {
    const [first] = pins
    if (first === undefined) return
    const alone = pins.length === 1
    const held = pins.some((pin) => pin.number === this.selected)
    const look = pins.find((pin) => pin.look !== 'plain')?.look ?? 'plain'
    const way = this.isOnePlace(pins) ? 'the list names them' : 'zoom in'
    const label = alone ? first.label : `${pins.length} here; ${way}`
    const badge = document.createElement('span')
    badge.textContent = alone ? '' : String(pins.length)
    const drawn = marker([first.latitude, first.longitude], {
      alt: label,
      title: label,
      keyboard: true,
      icon: divIcon({
        className: `cc-pin cc-pin--${look} ${held ? 'cc-pin--selected' : ''}`,
        html: badge,
        iconSize: [28, 28],
      }),
      zIndexOffset: held ? 1000 : 0,
    })
    drawn.on('click', () => {
      this.openOrZoom(pins)
    })
    drawn.addTo(this.marks)
    const element = drawn.getElement()
    if (!element) return
    this.numbers.set(element, first.number)
    element.setAttribute('aria-label', label)
    // Leaflet calls it a button, but hears only the pointer.
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      event.stopPropagation()
      this.openOrZoom(pins)
    })
    return element
  }

  private openOrZoom(pins: Pin[]) {
    const [first] = pins
    if (first === undefined) return
    const other = pins.find(({ number }) => number !== this.selected) ?? first
    if (pins.length === 1 || this.isOnePlace(pins)) this.open(other.number, pins.length)
    else this.map.setView([first.latitude, first.longitude], this.map.getZoom() + 2)
  }

  /** Whether they lie on each other even where the map is closest. */
  private isOnePlace(pins: Pin[]) {
    const zoom = this.map.getMaxZoom()
    const [first, ...others] = pins.map(({ latitude, longitude }) =>
      this.map.project([latitude, longitude], zoom),
    )
    return first !== undefined && others.every((other) => first.distanceTo(other) < REACH)
  }
}
