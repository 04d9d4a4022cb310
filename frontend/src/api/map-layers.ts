import { queryOptions } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'

import { api, body } from './client'

/** What the map draws itself from: beats, districts, main streets; a note where approximate. */
export type MapLayers = Record<'beats' | 'districts' | 'streets', FeatureCollection> & {
  approximate: string | null
}

/** A map without them still shows its pins. */
export const mapLayers = queryOptions({
  queryKey: ['map-layers'],
  queryFn: async () => (await body(api.GET('/staff/api/map-layers'))) as unknown as MapLayers,
  staleTime: Infinity,
  retry: false,
})
