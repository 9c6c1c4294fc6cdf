import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { FoundSubject, SubjectRecord } from '../../src/person/view.ts'
import { Icon } from '../parts/icon.tsx'
import { categoryWords } from '../parts/words.ts'
import { date, useTexts } from '../texts.ts'
import { covered } from './covered.ts'
import { openPerson } from './person-data.ts'
import { personTexts } from './person-texts.ts'
import { refOf } from './protocol-data.ts'
import { problemOf } from './use-act.ts'

const asDay = (at: string) => date(at, { day: 'numeric', month: 'short', year: 'numeric' })

/** One found person; opening the card is a look of its own, journalled with the same reason. */
export function FoundPerson({
  subject,
  reason,
  incidentId,
  choose,
}: {
  subject: FoundSubject
  reason: string
  incidentId: string
  choose: () => void
}) {
  const t = useTexts(personTexts)
  const names = useTexts(categoryWords)
  const [record, setRecord] = useState<SubjectRecord | null>(null)
  const [problem, setProblem] = useState('')
  const open = () => openPerson(subject.id, reason, incidentId).then(setRecord, (error) => setProblem(problemOf(error)))
  const facts = [
    subject.iin ? covered(subject.iin) : '',
    subject.birth ? t.birth_on(asDay(subject.birth)) : '',
    subject.plates.join(', '),
    subject.incidents ? t.earlier(subject.incidents) : '',
  ]
  return (
    <li className="found">
      <div className="near-line">
        <Icon name={subject.kind === 'entity' ? 'inbox' : 'person'} />
        <span className="near-text">
          <strong>{subject.name}</strong>
          <small>{facts.filter(Boolean).join(' · ')}</small>
        </span>
        <Button size="sm" variant="default" onClick={choose}>
          {t.choose}
        </Button>
      </div>
      {record ? (
        record.earlier.length === 0 ? (
          <p className="soft small">{t.noEarlier}</p>
        ) : (
          <ul className="plain small">
            {record.earlier.map((one) => (
              <li key={one.id}>
                <Link to="/incidents/$number" params={{ number: String(one.number) }}>
                  № {one.number}
                </Link>{' '}
                {names[one.category]}, {asDay(one.openedAt)}
                {one.protocols.map((protocol) => ` · ${refOf(protocol)}`).join('')}
              </li>
            ))}
          </ul>
        )
      ) : (
        <button type="button" className="link small" onClick={() => void open()}>
          {t.details}
        </button>
      )}
      {problem ? <p className="note danger">{problem}</p> : null}
    </li>
  )
}
