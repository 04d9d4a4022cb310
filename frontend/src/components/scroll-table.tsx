import type { ReactNode } from 'react'

type ScrollTableProps = { caption: string; heads: string[]; children: ReactNode }

/** A table that scrolls sideways by itself on a narrow screen. */
export function ScrollTable({ caption, heads, children }: ScrollTableProps) {
  return (
    <div
      className="usa-table-container--scrollable"
      // Who has no mouse scrolls with the arrow keys, for which the region must take the focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <table className="usa-table usa-table--borderless cc-table">
        <caption className="usa-sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
