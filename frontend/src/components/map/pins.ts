import type { Row } from '@/api/types'

export type Pin = {
  number: string
  label: string
  latitude: number
  longitude: number
  look: 'plain' | 'late' | 'criminal' | 'near'
}

export const pinsOf = (rows: Row[]): Pin[] =>
  rows.flatMap((row) =>
    row.latitude === null || row.longitude === null
      ? []
      : [
          {
            number: row.reference,
            label: `${row.category}, ${row.place}`,
            latitude: row.latitude,
            longitude: row.longitude,
            look: row.is_criminal ? 'criminal' : row.due?.is_late ? 'late' : 'plain',
          },
        ],
  )

export type Placed = { pin: Pin; x: number; y: number }
export type Cluster = { pins: Pin[]; x: number; y: number }

/** Pins that would lie on each other, as one; `reach` is in pixels. */
export function clustered(placed: Placed[], reach: number): Cluster[] {
  const clusters: Cluster[] = []
  for (const { pin, x, y } of placed) {
    const near = clusters.find((one) => Math.hypot(one.x - x, one.y - y) < reach)
    if (near) near.pins.push(pin)
    else clusters.push({ pins: [pin], x, y })
  }
  return clusters
}
