import type { ReactNode } from 'react'

type NoticeBoxProps = {
  look: 'info' | 'warning' | 'error' | 'success'
  title?: string
  live?: boolean
  children: ReactNode
}

/** An alert that stands in the page; `live` is read out when it appears. */
export function NoticeBox({ look, title, live = false, children }: NoticeBoxProps) {
  return (
    <div
      className={`usa-alert usa-alert--${look} usa-alert--slim`}
      role={live ? 'alert' : undefined}
    >
      <div className="usa-alert__body">
        {title && <p className="usa-alert__heading">{title}</p>}
        <div className="usa-alert__text">{children}</div>
      </div>
    </div>
  )
}
