import { Button, Checkbox, Menu, Modal, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { casePapers, type PaperKind, paperKinds, paperNames } from '../../src/paper/kinds.ts'
import { candidatesQuery } from '../inspector/protocol-data.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { drawUp } from './draw-up.ts'
import { refOf } from './paper-data.ts'
import { nameOfKind, paperTexts } from './paper-texts.ts'

/** Papers about the place or the file rather than about somebody. */
const ofNobody: readonly PaperKind[] = ['crimeReport', 'transfer', 'inspectionAct', 'demandAct']
/** Papers that go with a protocol when there is one. */
const goWith: readonly PaperKind[] = ['representation', 'explanation', 'notice', 'rights', 'receipt']

/** Every paper that there is, the protocol first; what cannot be drawn up yet says why. */
export function NewPaper({ page }: { page: IncidentPage }) {
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const navigate = useNavigate()
  const [kind, setKind] = useState<PaperKind | null>(null)
  const choose = (chosen: PaperKind) => {
    if (chosen !== 'protocol') return setKind(chosen)
    void navigate({ to: '/protocols/for/$number', params: { number: String(page.number) } })
  }
  return (
    <div className="papers-new">
      {page.findings.some(({ confirmed }) => confirmed) ? (
        <LinkButton
          to="/protocols/for/$number"
          params={{ number: String(page.number) }}
          variant={page.papers.length === 0 && !page.outcome ? 'light' : 'default'}
          leftSection={<Icon name="document" size={18} />}
        >
          {t.drawProtocol}
        </LinkButton>
      ) : null}
      <Menu position="bottom-start" shadow="md" width={320}>
        <Menu.Target>
          <Button variant="subtle" leftSection={<Icon name="plus" size={18} />}>
            {t.create}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {paperKinds.map((one) => (
            <Menu.Item key={one} onClick={() => choose(one)} rightSection={<small>{paperNames[one].rule}</small>}>
              {nameOfKind(one, locale)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {kind ? <Asked key={kind} page={page} kind={kind} close={() => setKind(null)} /> : null}
    </div>
  )
}

/** What is still to be said before a paper is drawn up: the language, whom it is about, what it goes with. */
function Asked({ page, kind, close }: { page: IncidentPage; kind: PaperKind; close: () => void }) {
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const navigate = useNavigate()
  const cases = page.papers.filter(
    (one) => one.status !== 'cancelled' && (casePapers as readonly string[]).includes(one.kind),
  )
  const [lang, setLang] = useState<'ru' | 'kk'>(locale === 'kk' || page.lang === 'kk' ? 'kk' : 'ru')
  const [parentId, setParentId] = useState(goWith.includes(kind) ? (cases[0]?.id ?? null) : null)
  const people = ofNobody.includes(kind) ? [] : page.subjects
  const offenders = people.filter(({ role }) => role === 'offender')
  const [chosen, setChosen] = useState<string[]>(offenders.length === 1 && offenders[0] ? [offenders[0].id] : [])
  const articles = useArticles(page, kind)
  const [ref, setRef] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const draw = async () => {
    setBusy(true)
    const article = articles.find((one) => refOf(one) === (ref ?? (articles[0] && refOf(articles[0])))) ?? null
    const law = article ? { article: article.article, part: article.part } : {}
    const done = await drawUp(page.id, { kind, lang, subjectIds: chosen, parentId, ...law }, locale)
    if ('problem' in done) {
      setProblem([done.problem, done.rule].filter(Boolean).join(' '))
      return setBusy(false)
    }
    close()
    const only = done.items.length === 1 ? done.items[0] : null
    if (only) await navigate({ to: '/papers/$id', params: { id: only.id } })
  }
  return (
    <Modal opened onClose={close} title={nameOfKind(kind, locale)} centered>
      <div className="form">
        <SegmentedControl
          fullWidth
          size="md"
          aria-label={t.language}
          value={lang}
          onChange={(value) => setLang(value === 'kk' ? 'kk' : 'ru')}
          data={[
            { value: 'ru', label: t.ru },
            { value: 'kk', label: t.kk },
          ]}
        />
        {articles.length > 0 ? (
          <Select
            label={t.article}
            allowDeselect={false}
            value={ref ?? (articles[0] ? refOf(articles[0]) : null)}
            onChange={setRef}
            data={articles.map((one) => ({ value: refOf(one), label: `${refOf(one)} ${one.titleRu}` }))}
          />
        ) : null}
        {goWith.includes(kind) && cases.length > 0 ? (
          <Select
            label={t.goesWith}
            placeholder={t.noParent}
            clearable
            value={parentId}
            onChange={setParentId}
            data={cases.map((one) => ({
              value: one.id,
              label: [
                t.title(nameOfKind(one.kind === 'warning' ? 'warning' : 'protocol', locale), refOf(one)),
                one.number ? `№ ${one.number}` : '',
                one.subjectName,
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        ) : null}
        {people.length > 0 ? (
          <Checkbox.Group label={t.who} value={chosen} onChange={setChosen}>
            <div className="papers-people">
              {people.map((one) => (
                <Checkbox key={`${one.id}.${one.role}`} size="md" value={one.id} label={one.name} />
              ))}
            </div>
          </Checkbox.Group>
        ) : ofNobody.includes(kind) ? null : (
          <p className="soft">{t.nobody}</p>
        )}
        {chosen.length > 1 ? <p className="soft small">{t.eachOwn}</p> : null}
        <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
        <div className="sheet-foot still">
          <Button variant="default" onClick={close}>
            {t.close}
          </Button>
          <Button loading={busy} onClick={() => void draw()}>
            {t.createNow}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** The parts that may fit, for a paper that is of one (КоАП 807); those that the police may not apply are left out. */
function useArticles(page: IncidentPage, kind: PaperKind) {
  const answers = page.findings.findLast((finding) => finding.confirmed)?.answers ?? {}
  const offender = page.subjects.find(({ role }) => role === 'offender')?.id ?? null
  const { data } = useQuery({ ...candidatesQuery(page.id, answers, offender), enabled: kind === 'warning' })
  return data?.candidates.filter(({ refusals }) => refusals.length === 0) ?? []
}
