import { type ReactNode, useEffect, useRef } from 'react'

type PageProps = { title: string; lead?: ReactNode; wide?: boolean; children: ReactNode }

/** A screen: its title names the tab, and takes the focus so that a screen reader starts there. */
export function Page({ title, lead, wide = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  useEffect(() => {
    document.title = `${title} | Community Concerns`
  }, [title])
  return (
    <div className={wide ? 'cc-page cc-page--wide' : 'cc-page'}>
      <h1 ref={heading} tabIndex={-1} className="cc-page__title">
        {title}
      </h1>
      {lead}
      {children}
    </div>
  )
}
