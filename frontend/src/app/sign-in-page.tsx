import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { pageFacts } from '@/api/page-facts'
import { me } from '@/api/people'
import { sampleSignIns } from '@/api/sample-sign-ins'

import { HelpDesk } from './help-desk'
import { type Given, SignInForm } from './sign-in-form'
import { Waiting } from './waiting'

export function SignInPage() {
  const cache = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const [given, setGiven] = useState<Given>()
  const { data: samples } = useQuery(sampleSignIns)
  useEffect(() => {
    document.title = 'Sign in | Community Concerns'
    heading.current?.focus()
  }, [])
  return (
    <div className="cc-sign-in">
      <header className="cc-header">
        <div className="cc-header__bar">
          <span className="cc-header__title">Community Concerns</span>
        </div>
      </header>
      {pageFacts().mode === 'practice' && (
        <div className="cc-practice" role="note">
          Practice: made-up data. Nothing here is real.
        </div>
      )}
      <main id="main" className="cc-sign-in__main">
        <div className="cc-card">
          <h1 ref={heading} tabIndex={-1} className="cc-page__title">
            Sign in
          </h1>
          <Waiting />
          <SignInForm
            key={given?.star ?? ''}
            given={given}
            onSignedIn={(signedIn) => {
              cache.setQueryData(me.queryKey, signedIn)
            }}
          />
        </div>
        {samples && samples.length > 0 && (
          <section aria-labelledby="samples" className="cc-card">
            <h2 id="samples" className="cc-section">
              Sample sign-ins
            </h2>
            <p className="usa-hint">
              This is sample data. Choose somebody, then sign in. These people do not exist.
            </p>
            <ul className="cc-samples">
              {samples.map((sample) => (
                <li key={sample.star}>
                  <button
                    type="button"
                    className="usa-button usa-button--outline cc-sample"
                    onClick={() => {
                      setGiven(sample)
                    }}
                  >
                    <strong>{sample.title}</strong>
                    <span>
                      {sample.name}, {sample.place}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <footer className="cc-footer">
        <HelpDesk />
      </footer>
    </div>
  )
}
