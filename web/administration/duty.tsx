import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { AbsenceView, DutyView } from '../../src/inspection/duty-routes.ts'
import { ApiError, meQuery, post, remove } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { dayAndTime, dayKey, texts, useTexts } from '../texts.ts'
import { absencesQuery, dutyQuery, readAnew } from './data.ts'
import { Bones, Problem, Sheet, SheetFoot, useProblems } from './sheet.tsx'

const words = texts({
  ru: {
    title: 'Дежурства',
    duty: 'Дежурят по отделу',
    dutyHint: 'Дежурный получает происшествия, у которых нет участка или инспектор которых отсутствует.',
    noDuty: 'Дежурств не назначено: такие происшествия получит начальник отдела.',
    addDuty: 'Назначить',
    newDuty: 'Новое дежурство',
    absences: 'Отсутствуют',
    absenceHint:
      'Отпуск, болезнь, командировка. Происшествия участка получает второй инспектор, затем заместитель, затем дежурный.',
    noAbsences: 'Все на месте.',
    addAbsence: 'Записать',
    newAbsence: 'Отсутствие',
    who: 'Кто',
    deputy: 'Кто замещает',
    nobody: 'Никто: второй инспектор или дежурный',
    from: 'С',
    until: 'По',
    save: 'Сохранить',
    remove: (name: string) => `Убрать: ${name}`,
    instead: (name: string) => `замещает ${name}`,
    now: 'сейчас',
    span: (from: string, until: string) => `${from} — ${until}`,
    order: 'Окончание должно быть позже начала.',
    overlaps: 'На это время уже записано отсутствие.',
    self: 'Замещать должен другой человек.',
  },
  kk: {
    title: 'Кезекшілік',
    duty: 'Бөлім бойынша кезекшілер',
    dutyHint: 'Учаскесі жоқ немесе инспекторы орнында емес оқиғалар кезекшіге барады.',
    noDuty: 'Кезекші тағайындалмаған: мұндай оқиғалар бөлім бастығына барады.',
    addDuty: 'Тағайындау',
    newDuty: 'Жаңа кезекшілік',
    absences: 'Орнында жоқтар',
    absenceHint:
      'Демалыс, ауру, іссапар. Учаскенің оқиғалары екінші инспекторға, сосын орынбасарға, одан кейін кезекшіге барады.',
    noAbsences: 'Бәрі орнында.',
    addAbsence: 'Енгізу',
    newAbsence: 'Орнында болмау',
    who: 'Кім',
    deputy: 'Орнын кім басады',
    nobody: 'Ешкім: екінші инспектор немесе кезекші',
    from: 'Басталуы',
    until: 'Аяқталуы',
    save: 'Сақтау',
    remove: (name: string) => `Алып тастау: ${name}`,
    instead: (name: string) => `орнын басады: ${name}`,
    now: 'қазір',
    span: (from: string, until: string) => `${from} — ${until}`,
    order: 'Аяқталуы басталуынан кейін болуы керек.',
    overlaps: 'Бұл уақытқа орнында болмау бұрын жазылған.',
    self: 'Орнын басқа адам басуы керек.',
  },
  en: {
    title: 'Duty',
    duty: 'On duty for the department',
    dutyHint: 'Whoever is on duty gets the incidents that have no precinct or whose inspector is away.',
    noDuty: 'Nobody is on duty: such incidents go to the chief.',
    addDuty: 'Assign',
    newDuty: 'New duty',
    absences: 'Away',
    absenceHint:
      'Leave, illness, travel. The precinct’s incidents go to the second inspector, then the deputy, then whoever is on duty.',
    noAbsences: 'Everybody is here.',
    addAbsence: 'Write down',
    newAbsence: 'Absence',
    who: 'Who',
    deputy: 'Who stands in',
    nobody: 'Nobody: the second inspector or who is on duty',
    from: 'From',
    until: 'Until',
    save: 'Save',
    remove: (name: string) => `Remove: ${name}`,
    instead: (name: string) => `${name} stands in`,
    now: 'now',
    span: (from: string, until: string) => `${from} — ${until}`,
    order: 'The end must be after the start.',
    overlaps: 'An absence is written down for this time already.',
    self: 'Somebody else must stand in.',
  },
})

/** Who is on duty for the whole department, who is away, and who stands in. */
export function DutyPage() {
  const t = useTexts(words)
  const duties = useQuery(dutyQuery)
  const absences = useQuery(absencesQuery)
  const [adding, setAdding] = useState<'duty' | 'absence' | null>(null)
  const add = (what: 'duty' | 'absence', label: string) => (
    <Button
      className="adm-add"
      size="compact-md"
      variant="default"
      leftSection={<Icon name="plus" size={17} />}
      onClick={() => setAdding(what)}
    >
      {label}
    </Button>
  )
  const failed = duties.isError ? duties : absences.isError ? absences : null
  return (
    <Page title={t.title} narrow>
      {failed ? (
        <Failed error={failed.error} retry={() => void failed.refetch()} />
      ) : duties.data && absences.data ? (
        <>
          <Card title={t.duty} action={add('duty', t.addDuty)}>
            <p className="soft small">{t.dutyHint}</p>
            {duties.data.length === 0 ? (
              <p className="note warn">{t.noDuty}</p>
            ) : (
              <Spans spans={duties.data} path="/api/duty" />
            )}
          </Card>
          <Card title={t.absences} action={add('absence', t.addAbsence)}>
            <p className="soft small">{t.absenceHint}</p>
            {absences.data.length === 0 ? (
              <p className="soft">{t.noAbsences}</p>
            ) : (
              <Spans spans={absences.data} path="/api/absences" />
            )}
          </Card>
        </>
      ) : (
        <Bones />
      )}
      <Sheet
        opened={adding !== null}
        title={adding === 'duty' ? t.newDuty : t.newAbsence}
        close={() => setAdding(null)}
      >
        {adding ? <SpanForm what={adding} close={() => setAdding(null)} /> : null}
      </Sheet>
    </Page>
  )
}

function Spans({ spans, path }: { spans: (DutyView & Partial<AbsenceView>)[]; path: string }) {
  const t = useTexts(words)
  const now = new Date().toISOString()
  const drop = async (id: string) => {
    await remove(`${path}/${id}`).finally(() => readAnew('duty', 'absences', 'precincts'))
  }
  return (
    <ul className="adm-order">
      {spans.map((span) => (
        <li key={span.id}>
          <span>
            <strong>{span.name}</strong>
            {span.startsAt <= now ? <span className="adm-tag">{t.now}</span> : null}
            <br />
            <span className="soft small">
              {t.span(dayAndTime(span.startsAt), dayAndTime(span.endsAt))}
              {span.deputyName ? ` · ${t.instead(span.deputyName)}` : ''}
            </span>
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t.remove(span.name)}
            onClick={() => void drop(span.id)}
          >
            <Icon name="close" size={18} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}

/** Typed as people of Shymkent read it; all of Kazakhstan is at UTC+5. */
const instant = (local: string) => `${local}:00+05:00`

function SpanForm({ what, close }: { what: 'duty' | 'absence'; close: () => void }) {
  const t = useTexts(words)
  const problemOf = useProblems()
  const { data: me } = useQuery(meQuery)
  const today = dayKey(new Date())
  const [accountId, setAccountId] = useState<string | null>(null)
  const [deputyId, setDeputyId] = useState<string | null>(null)
  const [from, setFrom] = useState(`${today}T${what === 'duty' ? '18:00' : '00:00'}`)
  const [until, setUntil] = useState(
    `${dayKey(new Date(Date.now() + 86_400_000))}T${what === 'duty' ? '09:00' : '23:59'}`,
  )
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string | undefined }>({ text: '' })
  const people = (me?.inspectors ?? []).map((one) => ({ value: one.id, label: one.name }))

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!accountId) return
    if (from >= until) return setProblem({ text: t.order, field: 'endsAt' })
    setBusy(true)
    setProblem({ text: '' })
    const span = { accountId, startsAt: instant(from), endsAt: instant(until) }
    try {
      if (what === 'duty') await post('/api/duty', span)
      else await post('/api/absences', { ...span, deputyId })
      await readAnew('duty', 'absences', 'precincts')
      close()
    } catch (error) {
      const field = error instanceof ApiError ? error.field : undefined
      const own = { startsAt: t.overlaps, deputyId: t.self, endsAt: t.order }[field ?? '']
      setProblem({ text: own ?? problemOf(error), field })
      setBusy(false)
    }
  }

  const at = (field: string) => (problem.field === field ? problem.text : undefined)
  const shown = ['startsAt', 'endsAt', 'deputyId', 'accountId'].includes(problem.field ?? '')
  return (
    <form className="adm-stack" onSubmit={save}>
      <Select
        label={t.who}
        data={people}
        searchable
        required
        withAsterisk={false}
        value={accountId}
        error={at('accountId')}
        onChange={setAccountId}
      />
      {what === 'absence' ? (
        <Select
          label={t.deputy}
          placeholder={t.nobody}
          data={people.filter(({ value }) => value !== accountId)}
          clearable
          searchable
          value={deputyId}
          error={at('deputyId')}
          onChange={setDeputyId}
        />
      ) : null}
      <div className="adm-two">
        <TextInput
          type="datetime-local"
          label={t.from}
          required
          withAsterisk={false}
          value={from}
          error={at('startsAt')}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t.until}
          required
          withAsterisk={false}
          value={until}
          error={at('endsAt')}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <Problem text={shown ? '' : problem.text} />
      <SheetFoot label={t.save} busy={busy} close={close} />
    </form>
  )
}
