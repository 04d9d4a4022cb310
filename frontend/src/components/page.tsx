import { GridContainer } from '@trussworks/react-uswds'
import { type ReactNode, useEffect, useRef } from 'react'

type PageProps = { title: string; children: ReactNode }

/** A screen: its title names the tab, and takes the focus so that a screen reader starts there. */
export function Page({ title, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} | Community Concerns`
    heading.current?.focus()
  }, [title])
  return (
    <GridContainer className="cc-page">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </GridContainer>
  )
}
