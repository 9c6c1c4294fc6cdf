import { useQuery } from '@tanstack/react-query'
import { registersQuery } from '../inspector/person-data.ts'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { RegisterCard } from './registers-card.tsx'
import { registersTexts } from './registers-texts.ts'
import { Bones } from './sheet.tsx'

/** Registers of the state, as files that the department loads. */
export function Registers() {
  const t = useTexts(registersTexts)
  const found = useQuery(registersQuery)
  return (
    <Page title={t.title} narrow>
      <p className="soft">{t.intro}</p>
      {found.isPending ? (
        <Bones rows={4} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : (
        found.data.items.map(({ register, state }) => <RegisterCard key={register} register={register} state={state} />)
      )}
      <p className="soft small">{t.howFile}</p>
    </Page>
  )
}
