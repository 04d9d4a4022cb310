import type { ReportTable } from '@/api/types'

const MOST = 15 // rows that a picture can still show; the table beneath has all
const WIDE = 640
const LABEL = 220
const BAR = 14
const GAP = 10

/** The first rows of a table as bars; the table beneath it says the same. */
export function Bars({ table }: { table: ReportTable }) {
  const columns = table.bars.flatMap((name) => {
    const at = table.columns.findIndex((column) => column.name === name)
    return at < 0 ? [] : [{ at, label: table.columns[at]?.label ?? name }]
  })
  const rows = table.rows.filter(({ is_total }) => !is_total).slice(0, MOST)
  const value = (row: ReportTable['rows'][number], at: number) => Number(row.cells[at]?.value ?? 0)
  const most = Math.max(0, ...rows.flatMap((row) => columns.map(({ at }) => value(row, at))))
  if (columns.length === 0 || rows.length < 2 || most === 0) return null
  const step = columns.length * BAR + GAP
  const scale = (WIDE - LABEL - 60) / most
  return (
    <figure className="cc-bars">
      <svg
        viewBox={`0 0 ${WIDE} ${rows.length * step}`}
        role="img"
        aria-label={`Bars of ${table.title}; the table below has the figures`}
      >
        {rows.map((row, line) => (
          <g key={row.code + row.label} transform={`translate(0 ${line * step})`}>
            <text x={LABEL - 8} y={BAR} textAnchor="end" className="cc-bars__label">
              {short(row.label)}
            </text>
            {columns.map(({ at }, place) => (
              <g key={at} transform={`translate(${LABEL} ${place * BAR})`}>
                <rect
                  width={Math.max(1, value(row, at) * scale)}
                  height={BAR - 3}
                  className={`cc-bars__bar cc-bars__bar--${place}`}
                />
                <text x={value(row, at) * scale + 6} y={BAR - 4} className="cc-bars__value">
                  {row.cells[at]?.shown}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
      <figcaption className="cc-bars__key">
        {columns.map(({ at, label }, place) => (
          <span key={at} className={`cc-bars__name cc-bars__name--${place}`}>
            {label}
          </span>
        ))}
        {table.rows.filter(({ is_total }) => !is_total).length > MOST && (
          <span>the first {MOST}</span>
        )}
      </figcaption>
    </figure>
  )
}

const short = (label: string) => (label.length > 32 ? `${label.slice(0, 31)}…` : label)
