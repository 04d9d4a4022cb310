import 'leaflet/dist/leaflet.css'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { mapLayers } from '@/api/map-layers'
import { pageFacts } from '@/api/page-facts'

import { DrawnMap } from './drawn-map'
import type { Pin } from './pins'

type CaseMapProps = {
  label: string
  pins: Pin[]
  small?: boolean
  selected?: string
  onOpen?: (number: string) => void
}

/** Where the cases are. The list beside the map says the same to whoever cannot use one. */
export default function CaseMap({
  label,
  pins,
  small = false,
  selected = '',
  onOpen,
}: CaseMapProps) {
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnMap | null>(null)
  const open = useRef(onOpen)
  const { data: layers } = useQuery(mapLayers)
  useEffect(() => {
    open.current = onOpen
  })
  useEffect(() => {
    if (place.current === null) return
    const map = new DrawnMap(place.current, pageFacts().mapTiles, (number) =>
      open.current?.(number),
    )
    drawn.current = map
    return () => {
      map.remove()
    }
  }, [])
  useEffect(() => {
    if (layers) drawn.current?.drawLayers(layers)
  }, [layers])
  const shown = JSON.stringify(pins)
  useEffect(() => {
    drawn.current?.drawPins(JSON.parse(shown) as Pin[])
  }, [shown])
  useEffect(() => {
    drawn.current?.select(selected)
  }, [selected])
  const note = layers?.approximate
  return (
    <figure className="margin-0">
      <div
        ref={place}
        role="region"
        aria-label={label}
        className={small ? 'cc-map cc-map--small' : 'cc-map'}
      />
      {note && <figcaption className="usa-hint">{note}</figcaption>}
    </figure>
  )
}
