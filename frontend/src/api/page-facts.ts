/** What the server wrote into the page that carries the application. */
const meta = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

export const pageFacts = () => ({
  csrfToken: meta('csrf-token'),
  mapTiles: meta('map-tiles'),
  mode: meta('mode'),
  helpDeskPhone: meta('help-desk-phone'),
  helpDeskEmail: meta('help-desk-email'),
})
