import { expect, test } from 'vitest'

import { clustered, type Pin } from './pins'

const pin = (number: string): Pin => ({
  number,
  label: number,
  latitude: 41.87,
  longitude: -87.7,
  look: 'plain',
})

test('pins closer than a finger become one, the others stay alone', () => {
  const clusters = clustered(
    [
      { pin: pin('1'), x: 0, y: 0 },
      { pin: pin('2'), x: 10, y: 10 },
      { pin: pin('3'), x: 200, y: 0 },
    ],
    36,
  )
  expect(clusters.map(({ pins }) => pins.map(({ number }) => number))).toEqual([['1', '2'], ['3']])
})
