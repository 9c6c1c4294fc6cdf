import { type ReactNode, useState } from 'react'
import type { EditionsPage } from '../../src/base/law-routes.ts'
import type { ChangeView } from '../../src/base/law-view.ts'
import { Confirm, Sheet, useProblems } from '../administration/sheet.tsx'
import { ApiError, post, queries } from '../api.ts'
import { useTexts } from '../texts.ts'
import { CorrectionFields, DaysFields, EditionFields, MrpFields, WithdrawFields } from './change-fields.tsx'
import { editionsTexts } from './editions-texts.ts'

export type Doing =
  | { what: 'mrp' }
  | { what: 'correction' }
  | { what: 'edition' }
  | { what: 'days'; year: number }
  | { what: 'withdraw'; edition: string }

/** The form of one change; what was refused is listed field by field, and nothing typed is lost. */
export function ChangeSheet({ page, doing, close }: { page: EditionsPage; doing: Doing | null; close: () => void }) {
  const t = useTexts(editionsTexts)
  const titles = {
    ...{ mrp: t.addMrp, correction: t.addCorrection, edition: t.addEdition, days: t.days },
    withdraw: doing?.what === 'withdraw' ? t.withdrawTitle(doing.edition) : '',
  }
  const fields = (): ReactNode => {
    if (!doing) return null
    switch (doing.what) {
      case 'mrp':
        return <MrpFields page={page} close={close} />
      case 'correction':
        return <CorrectionFields page={page} close={close} />
      case 'edition':
        return <EditionFields close={close} />
      case 'days':
        return <DaysFields page={page} year={doing.year} close={close} />
      case 'withdraw':
        return <WithdrawFields edition={doing.edition} close={close} />
    }
  }
  return (
    <Sheet opened={doing !== null} title={doing ? titles[doing.what] : ''} close={close}>
      {fields()}
    </Sheet>
  )
}

/** Asks once more, then takes a change back. */
export function Undo({ of, close }: { of: ChangeView | null; close: () => void }) {
  const t = useTexts(editionsTexts)
  const problemOf = useProblems()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const end = () => {
    setProblem('')
    close()
  }
  const go = async () => {
    if (!of) return
    setBusy(true)
    try {
      await post(`/api/law/changes/${of.id}/strike`)
      await queries.invalidateQueries({ queryKey: ['law'] })
      end()
    } catch (error) {
      const last = error instanceof ApiError && error.id === 'last-edition'
      setProblem(last ? t.lastEdition : problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Confirm
      opened={of !== null}
      title={t.strikeTitle}
      text={t.strikeText}
      label={t.strike}
      busy={busy}
      problem={problem}
      close={end}
      go={() => void go()}
    />
  )
}
