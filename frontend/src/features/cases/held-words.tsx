import { type CaseKey, useReveal } from '@/api/cases'
import { NoticeBox } from '@/components/notice-box'

import { RevealForm } from './reveal-form'

/** A held text with the found words masked, until somebody says why they must be read. */
export function HeldWords({ of, text }: { of: CaseKey; text: string }) {
  const reveal = useReveal(of, 'words')
  if (reveal.data?.text) return <p className="cc-words">{reveal.data.text}</p>
  return (
    <>
      <NoticeBox look="warning">
        Some words are hidden. A person decides about this text (VI.A.2).
      </NoticeBox>
      <p className="cc-words">{text}</p>
      <RevealForm
        button="Show the hidden words"
        hint="The reason and your name are kept in the access log."
        isPending={reveal.isPending}
        error={reveal.error}
        onReveal={reveal.mutate}
      />
    </>
  )
}
