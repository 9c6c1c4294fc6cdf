import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { partsQuery } from './qualify-data.ts'
import { qualifyTexts } from './qualify-texts.ts'

/** Any part of the law, for a choice of the inspector's own. */
export function PartSearch({ incidentId, choose }: { incidentId: string; choose: (ref: string) => void }) {
  const t = useTexts(qualifyTexts)
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 250)
  const { data } = useQuery(partsQuery(incidentId, asked))
  const shown = asked === '' ? [] : (data?.items ?? [])
  return (
    <section className="card">
      <h2>{t.other}</h2>
      <p className="soft">{t.otherWhy}</p>
      <TextInput
        size="md"
        label={t.otherHint}
        value={words}
        maxLength={100}
        leftSection={<Icon name="search" size={18} />}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {asked !== '' && data && shown.length === 0 ? <p className="soft">{t.otherNone}</p> : null}
        {shown.length > 0 ? (
          <ul className="parts">
            {shown.map((part) => (
              <li key={part.ref}>
                <button
                  type="button"
                  className="choice"
                  onClick={() => {
                    choose(part.ref)
                    setWords('')
                  }}
                >
                  <strong>{part.ref}</strong> <span lang="ru">{part.conductRu}</span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <a href={asked === '' ? '/law' : `/law?q=${encodeURIComponent(asked)}`} target="_blank" rel="noreferrer">
        {t.law}
      </a>
    </section>
  )
}
