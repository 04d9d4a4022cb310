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
  tileLayer,
} from 'leaflet'

import type { MapLayers } from '@/api/map-layers'

import { type Cluster, clustered, type Pin } from './pins'

const CHICAGO: LatLngExpression = [41.8781, -87.66]
const REACH = 36 // pixels: closer than that, two pins could not be told apart by a finger
const CLOSEST = 17
const ALONE = 15

/** A Leaflet map that draws itself from our own layers; tiles are used only where they are set. */
export class DrawnMap {
  private readonly map: LeafletMap
  private readonly base: LayerGroup = layerGroup()
  private readonly marks: LayerGroup = layerGroup()
  private readonly open: (number: string) => void
  private pins: Pin[] = []

  constructor(place: HTMLElement, tiles: string, open: (number: string) => void) {
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

  drawLayers({ beats, streets }: MapLayers) {
    this.base.clearLayers()
    if (streets)
      geoJSON(streets, {
        interactive: false,
        style: { color: '#a9aeb1', weight: 1.5 },
      }).addTo(this.base)
    if (beats)
      geoJSON(beats, {
        interactive: false,
        style: { color: '#2f4668', weight: 1, fillColor: '#d9e8f6', fillOpacity: 0.25 },
      }).addTo(this.base)
  }

  drawPins(pins: Pin[]) {
    const isFirst = this.pins.length === 0
    this.pins = pins
    this.drawMarks()
    if (isFirst && pins.length > 0) this.showAll()
  }

  remove() {
    this.map.remove()
  }

  private showAll() {
    this.map.fitBounds(
      this.pins.map(({ latitude, longitude }) => [latitude, longitude] as [number, number]),
      { padding: [32, 32], maxZoom: ALONE, animate: false },
    )
  }

  private drawMarks() {
    this.marks.clearLayers()
    const placed = this.pins.map((pin) => {
      const { x, y } = this.map.project([pin.latitude, pin.longitude])
      return { pin, x, y }
    })
    clustered(placed, REACH).forEach((cluster) => {
      this.drawMark(cluster)
    })
  }

  private drawMark({ pins }: Cluster) {
    const [first] = pins
    if (first === undefined) return
    const alone = pins.length === 1
    const look = pins.find((pin) => pin.look !== 'plain')?.look ?? 'plain'
    const label = alone ? first.label : `${pins.length} here; zoom in`
    const badge = document.createElement('span')
    badge.textContent = alone ? '' : String(pins.length)
    const drawn = marker([first.latitude, first.longitude], {
      alt: label,
      title: label,
      keyboard: true,
      icon: divIcon({
        className: `cc-pin cc-pin--${look} ${alone ? '' : 'cc-pin--many'}`,
        html: badge,
        iconSize: [28, 28],
      }),
    })
    drawn.on('click', () => {
      this.openOrZoom(pins)
    })
    drawn.addTo(this.marks)
    drawn.getElement()?.setAttribute('aria-label', label)
  }

  private openOrZoom(pins: Pin[]) {
    const [first] = pins
    if (first === undefined) return
    if (pins.length === 1 || this.map.getZoom() >= CLOSEST) this.open(first.number)
    else this.map.setView([first.latitude, first.longitude], this.map.getZoom() + 2)
  }
}
