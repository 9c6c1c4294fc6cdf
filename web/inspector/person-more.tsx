import { Checkbox, SegmentedControl, Select } from '@mantine/core'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { type DocumentType, documentNames, documentTypes, excludes } from '../../src/person/choices.ts'
import { useLocale, useTexts } from '../texts.ts'
import type { PersonDraft } from './person-draft.ts'
import type { Field } from './person-form.tsx'
import { personTexts } from './person-texts.ts'

/** The rest of what a protocol may need of a person: document, language, representative, what rules out arrest. */
export function PersonMore({
  page,
  draft,
  change,
  field,
}: {
  page: IncidentPage
  draft: PersonDraft
  change: (next: Partial<PersonDraft>) => void
  field: Field
}) {
  const t = useTexts(personTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const representatives = page.subjects.filter(({ role }) => role === 'representative')
  return (
    <details className="why" open={draft.documentNumber !== '' || draft.foreigner || undefined}>
      <summary>{t.more}</summary>
      <div className="form">
        <Select
          label={t.documentType}
          allowDeselect={false}
          value={draft.documentType}
          onChange={(value) => change({ documentType: (value ?? 'idCard') as DocumentType })}
          data={documentTypes.map((value) => ({ value, label: documentNames[value][lang] }))}
        />
        {field('documentNumber', t.documentNumber)}
        <div className="pair">
          {field('issuedBy', t.issuedBy)}
          {field('issuedOn', t.issuedOn, { type: 'date' })}
        </div>
        {draft.document ? field('document', t.documentText) : null}
        {field('registered', t.registered)}
        {field('citizenship', t.citizenship)}
        <Checkbox
          size="md"
          label={t.foreigner}
          checked={draft.foreigner}
          onChange={({ currentTarget: { checked } }) =>
            change({
              foreigner: checked,
              ...(checked && draft.documentType === 'idCard' ? { documentType: 'foreignPassport' } : {}),
            })
          }
        />
        <div>
          <p className="small person-label" id="person-sex">
            {t.sex}
          </p>
          <SegmentedControl
            aria-labelledby="person-sex"
            value={draft.sex ?? ''}
            onChange={(sex) => change({ sex: sex === 'm' || sex === 'f' ? sex : null })}
            data={[
              { value: '', label: '—' },
              { value: 'm', label: t.male },
              { value: 'f', label: t.female },
            ]}
          />
        </div>
        {field('motherTongue', t.motherTongue)}
        <Checkbox
          size="md"
          label={t.interpreter}
          checked={draft.interpreter}
          onChange={(event) => change({ interpreter: event.currentTarget.checked })}
        />
        <Select
          label={t.represents}
          description={representatives.length === 0 ? t.representsHint : undefined}
          disabled={representatives.length === 0}
          clearable
          value={draft.representativeId}
          onChange={(representativeId) => change({ representativeId })}
          data={representatives.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={t.special}
          allowDeselect={false}
          value={draft.special}
          onChange={(special) => change({ special: (special ?? 'none') as PersonDraft['special'] })}
          data={[
            { value: 'none', label: t.none_special },
            { value: 'serviceman', label: t.serviceman },
            { value: 'disciplinary', label: t.disciplinary },
          ]}
        />
        <Checkbox.Group
          label={t.excludes}
          value={draft.excludes}
          onChange={(values) => change({ excludes: excludes.filter((one) => values.includes(one)) })}
        >
          <div className="person-checks">
            {excludes.map((one) => (
              <Checkbox key={one} size="md" value={one} label={t[one]} />
            ))}
          </div>
        </Checkbox.Group>
      </div>
    </details>
  )
}
