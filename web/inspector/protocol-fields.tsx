import { Textarea } from '@mantine/core'
import type { Field } from '../../src/protocol/protocol.ts'
import type { ProtocolView } from '../../src/protocol/view.ts'
import { useTexts } from '../texts.ts'
import { protocolTexts } from './protocol-texts.ts'

const groups = [
  'protocol',
  'author',
  'person',
  'entity',
  'offence',
  'witnesses',
  'explanation',
  'device',
  'minor',
  'hearing',
  'other',
] as const
type Group = (typeof groups)[number]

function groupOf(id: string): Group {
  if (id === 'language') return 'protocol'
  if (id === 'witnesses' || id === 'victims') return 'witnesses'
  if (id === 'person.explanation') return 'explanation'
  return groups.find((group) => id.startsWith(`${group}.`)) ?? 'other'
}

interface Props {
  protocol: ProtocolView
  edits: Record<string, string>
  editable: boolean
  edit: (id: string, value: string) => void
}

/** The fields in the order of the paper; what is signed or written by hand is only named. */
export function FieldGroups({ protocol, edits, editable, edit }: Props) {
  const t = useTexts(protocolTexts)
  const typed = protocol.fields.filter((field) => !field.byHand || field.value !== null)
  const byHand = protocol.fields.filter((field) => field.byHand && field.value === null)
  return (
    <>
      {groups.map((group) => {
        const fields = typed.filter((field) => groupOf(field.id) === group)
        return fields.length === 0 ? null : (
          <section key={group} className="card">
            <h2>{t[`group${group}`]}</h2>
            <div className="form">
              {fields.map((field) => (
                <FieldLine
                  key={field.id}
                  field={field}
                  lang={protocol.lang}
                  value={edits[field.id] ?? field.value ?? ''}
                  editable={editable}
                  edit={(value) => edit(field.id, value)}
                />
              ))}
            </div>
          </section>
        )
      })}
      {byHand.length > 0 ? (
        <section className="card">
          <details className="why">
            <summary>
              {t.byHand} ({byHand.length})
            </summary>
            <ul className="by-hand">
              {byHand.map((field) => (
                <li key={field.id}>{field.label[protocol.lang]}</li>
              ))}
            </ul>
          </details>
        </section>
      ) : null}
    </>
  )
}

function FieldLine({
  field,
  lang,
  value,
  editable,
  edit,
}: {
  field: Field
  lang: 'ru' | 'kk'
  value: string
  editable: boolean
  edit: (value: string) => void
}) {
  const t = useTexts(protocolTexts)
  const changed = value !== (field.value ?? '')
  const source = !value.trim() ? 'missing' : changed ? 'inspector' : field.source
  const obligatory = field.obligation === 'obligatory'
  return (
    <div className="protocol-field" data-missing={source === 'missing' && obligatory ? '' : undefined}>
      <div className="protocol-field-head">
        <label htmlFor={`field-${field.id}`}>{field.label[lang]}</label>
        <span className="source" data-source={source === 'missing' && !obligatory ? 'none' : source}>
          {source === 'missing' ? (obligatory ? t.missing_source : '—') : t[source]}
        </span>
      </div>
      {editable ? (
        <Textarea
          id={`field-${field.id}`}
          value={value}
          onChange={(event) => edit(event.currentTarget.value)}
          minRows={1}
          maxRows={12}
          autosize
        />
      ) : (
        <p id={`field-${field.id}`} tabIndex={-1} className="protocol-value">
          {value || t.empty}
        </p>
      )}
      <p className="soft small">
        {field.rule}
        {field.condition ? ` · ${field.condition[lang]}` : ''}
      </p>
    </div>
  )
}
