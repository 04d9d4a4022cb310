import 'leaflet/dist/leaflet.css'

import * as L from 'leaflet'

import { nameStreets, streetsOf } from '@/components/map/names'

export type Spot = { lat: number; lng: number }
type Layer = GeoJSON.FeatureCollection & { approximate?: string | null }

const CITY: L.LatLngTuple = [41.84, -87.68]
const NEAR = 16
const DISTRICT: L.PathOptions = { color: '#13447c', weight: 2, fill: false, interactive: false }
const STREET: L.PathOptions = { color: '#71767a', weight: 1, interactive: false }
const PIN: L.CircleMarkerOptions = { radius: 10, color: '#8b0a03', weight: 4, fillOpacity: 0.3 }

/** A map on which one point can be marked, by pointer or by keyboard. */
export class PlaceMap {
  private readonly map: L.Map
  private readonly pin = L.circleMarker(CITY, PIN)

  private readonly marked: (spot: Spot) => void
  private readonly approximate: string

  constructor(canvas: HTMLElement, marked: (spot: Spot) => void) {
    this.marked = marked
    const { label, zoomIn, zoomOut, approximate } = canvas.dataset
    this.map = L.map(canvas, { zoomControl: false, minZoom: 10, maxZoom: 18 }).setView(CITY, 11)
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(this.map)
    this.map.attributionControl.setPrefix(false)
    canvas.setAttribute('role', 'application')
    canvas.setAttribute('aria-label', label ?? '')
    this.approximate = approximate ?? ''
    this.map.on('click', (event) => {
      this.mark(event.latlng)
    })
    canvas.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target !== canvas) return
      event.preventDefault() // the form is not sent
      this.mark(this.map.getCenter())
    })
  }

  tiles(address: string) {
    L.tileLayer(address).addTo(this.map)
  }

  /** Lines from our own server; whichever cannot be had is left out. */
  async lines(districts: string, streets: string) {
    await Promise.allSettled([this.draw(streets, STREET), this.draw(districts, DISTRICT)])
  }

  private async draw(address: string, style: L.PathOptions) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(answer.statusText)
    const layer = (await answer.json()) as Layer
    const attribution = layer.approximate ? this.approximate : ''
    L.geoJSON(layer, { style, interactive: false, attribution }).addTo(this.map)
    nameStreets(this.map, streetsOf(layer))
  }

  mark(spot: Spot) {
    this.show(spot)
    this.marked(spot)
  }

  show(spot: Spot) {
    this.pin.setLatLng(spot).addTo(this.map)
    this.map.setView(spot, Math.max(this.map.getZoom(), NEAR))
  }
}
