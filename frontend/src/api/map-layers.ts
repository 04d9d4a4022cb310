import { queryOptions } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'

/** What the map draws itself from: the beats and the main streets; a note where approximate. */
export type MapLayers = Partial<
  Record<'beats' | 'districts' | 'streets', FeatureCollection & { approximate?: string | null }>
>

/** A map without them still shows its pins. */
export const mapLayers = queryOptions({
  queryKey: ['map-layers'],
  queryFn: async (): Promise<MapLayers> => {
    const response = await fetch('/staff/api/map-layers', { credentials: 'same-origin' })
    return response.ok ? ((await response.json()) as MapLayers) : {}
  },
  staleTime: Infinity,
  retry: false,
})
