import type { FeatureCollection } from 'geojson'
import { latLng } from 'leaflet'
import { expect, test } from 'vitest'

import { areasOf, isIn } from './names'

const BEATS: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { beat: '1131', label: [-87.68, 41.88] },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-87.7, 41.87],
            [-87.68, 41.87],
            [-87.68, 41.89],
            [-87.7, 41.89],
            [-87.7, 41.87],
          ],
          [
            [-87.695, 41.875],
            [-87.69, 41.875],
            [-87.69, 41.88],
            [-87.695, 41.88],
            [-87.695, 41.875],
          ],
        ],
      },
    },
  ],
}

test('a point is in an area, outside of it, or in its hole', () => {
  const [beat] = areasOf(BEATS, 'beat')
  if (beat === undefined) throw new Error('no area was read')
  expect(isIn(beat, latLng(41.885, -87.685))).toBe(true)
  expect(isIn(beat, latLng(41.885, -87.71))).toBe(false)
  expect(isIn(beat, latLng(41.877, -87.692))).toBe(false)
})
