import type { ReactNode } from 'react'

type TagProps = { look?: 'plain' | 'warning' | 'danger' | 'info'; children: ReactNode }

export function Tag({ look = 'plain', children }: TagProps) {
  return <span className={`cc-tag cc-tag--${look}`}>{children}</span>
}
