import type { PlaceMap, Spot } from './place-map'

/** The device's position and a pin on a map, beside the address that can always be typed. */
export function markPlace(part: HTMLElement) {
  const pin = document.querySelector<HTMLInputElement>(`#${part.dataset.map ?? ''}`)
  const open = part.querySelector<HTMLButtonElement>('[data-map-open]')
  const here = part.querySelector<HTMLButtonElement>('[data-map-here]')
  const says = part.querySelector<HTMLElement>('[data-map-says]')
  const canvas = part.querySelector<HTMLElement>('[data-map-canvas]')
  if (!pin || !open || !here || !says || !canvas) return
  let map: PlaceMap | undefined

  const marked = (spot: Spot) => {
    pin.value = `${spot.lat.toFixed(6)},${spot.lng.toFixed(6)}`
    says.textContent = says.dataset.marked ?? ''
  }
  const load = async () => {
    const { PlaceMap } = await import('./place-map')
    map = new PlaceMap(canvas, marked)
    const { tiles, districts, streets } = part.dataset
    if (tiles) map.tiles(tiles)
    else await map.lines(districts ?? '', streets ?? '')
    const [lat, lng] = pin.value.split(',').map(Number)
    if (lat && lng) map.show({ lat, lng })
  }
  open.addEventListener('click', () => {
    canvas.hidden = !canvas.hidden
    open.setAttribute('aria-expanded', String(!canvas.hidden))
    if (map || canvas.hidden) return
    canvas.setAttribute('aria-busy', 'true')
    says.textContent = says.dataset.loading ?? ''
    load()
      .then(() => {
        if (says.textContent === says.dataset.loading) says.textContent = ''
      })
      .catch(() => {
        canvas.hidden = true
        says.textContent = says.dataset.broken ?? ''
      })
      .finally(() => {
        canvas.removeAttribute('aria-busy')
      })
  })
  here.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const spot = { lat: coords.latitude, lng: coords.longitude }
        if (map) map.mark(spot)
        else marked(spot)
      },
      () => {
        says.textContent = says.dataset.refused ?? ''
      },
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  })
  part.hidden = false
}
