import { useRef, useState } from 'react'

import { type CaseKey, oneOf } from '@/api/cases'
import type { Offer } from '@/api/types'
import { Countdown } from '@/components/countdown'
import { Facts } from '@/components/facts'
import type { Values } from '@/components/form/values'
import { Page } from '@/components/page'
import { useSay } from '@/components/toasts'

import { ActionForm } from './action-form'
import { ConcernFacts } from './concern-facts'
import { History } from './history'
import { IssuedFacts } from './issued-facts'
import { type Described, isConcern, isReport } from './kinds'
import { Offers } from './offers'
import { Papers } from './papers'
import { Suggestions } from './suggestions'
import { WhyThen } from './why-then'

type CaseViewProps = { of: CaseKey; found: Described }
export type Chosen = { offer: Offer; version: number; known: Values }

export function CaseView({ of, found }: CaseViewProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const standing = useRef<HTMLParagraphElement>(null)
  const say = useSay()

  const choose = (offer: Offer, known: Values = {}) => {
    say(null)
    setChosen({ offer, known, version: found.version })
  }
  const close = (action: string) => {
    setChosen(null)
    requestAnimationFrame(() => {
      document.getElementById(`offer-${action}`)?.focus()
    })
  }
  const done = (offer: Offer, moved: Described) => {
    setChosen(null)
    const undo = moved.offers.find(({ undoes }) => undoes === offer.action)
    say({
      words: `Done: ${offer.label}. It now stands at “${moved.state}”.`,
      undo: undo && {
        label: undo.label,
        take: () => {
          setChosen({ offer: undo, known: {}, version: moved.version })
        },
      },
    })
    requestAnimationFrame(() => standing.current?.focus())
  }

  const title = titleOf(of, found)
  return (
    <Page
      wide
      title={title}
      lead={
        <div className="cc-case__standing">
          <p ref={standing} tabIndex={-1} className="cc-case__state">
            <span className="cc-number">{found.number}</span> <strong>{found.state}</strong>
          </p>
          {found.due && <Countdown due={found.due} />}
          <WhyThen steps={found.why_then} />
        </div>
      }
    >
      <div className={isReport(found) ? 'cc-case cc-case--report' : 'cc-case'}>
        <div className="cc-case__known">
          <Known of={of} found={found} />
        </div>
        <aside className="cc-case__next cc-no-print" aria-label="What you can do">
          {chosen ? (
            <ActionForm
              key={`${chosen.offer.action} ${JSON.stringify(chosen.known)}`}
              of={of}
              found={found}
              chosen={chosen}
              onClose={() => {
                close(chosen.offer.action)
              }}
              onDone={(moved) => {
                done(chosen.offer, moved)
              }}
            />
          ) : (
            <Offers offers={found.offers} onChoose={choose} />
          )}
          {isConcern(found) && (
            <Suggestions
              number={of.number}
              version={found.version}
              offers={found.offers}
              onChoose={choose}
            />
          )}
          <Papers papers={found.papers ?? []} onScreen={found.on_screen ?? []} />
        </aside>
        <div className="cc-case__history">
          <History events={found.history} />
        </div>
      </div>
    </Page>
  )
}

function Known({ of, found }: CaseViewProps) {
  if (isConcern(found)) return <ConcernFacts of={of} concern={found} />
  if (isReport(found)) return <IssuedFacts issued={found} />
  return (
    <section aria-label="What is known" className="padding-top-2">
      <Facts facts={found.facts ?? []} />
    </section>
  )
}

function titleOf(of: CaseKey, found: Described) {
  if (isConcern(found)) return `${found.category}, ${found.address ?? found.place}`
  return isReport(found) ? found.title : `${oneOf(of.kind)} ${found.number}`
}
