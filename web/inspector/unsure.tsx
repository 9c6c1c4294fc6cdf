import { Button, Drawer, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Category, categories } from '../../src/detection/categories.ts'
import type { ReportView } from '../../src/incident/incident.ts'
import { preview } from '../api.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useNow } from '../parts/use-now.ts'
import { categoryWords } from '../parts/words.ts'
import { plural, texts, useLocale, useTexts } from '../texts.ts'
import { unsureQuery } from './data.ts'
import { IncidentChoice } from './form-join.tsx'
import { Marked } from './messages-card.tsx'
import { when } from './moment.ts'
import { isPicture } from './photos-card.tsx'
import { useUndoable } from './use-undoable.ts'
import { WhyList } from './why-list.tsx'

const words = texts({
  ru: {
    title: 'Неясные сообщения',
    intro: 'Здесь программа не уверена. Решите одним касанием: текст того, что не происшествие, сразу забывается.',
    count: (count: number) =>
      plural('ru', count, { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' }),
    report: (category: string) => `Происшествие: ${category}`,
    another: 'Другая категория',
    join: 'Дополняет происшествие',
    joinNumber: (number: number) => `Относится к № ${number}`,
    nothing: 'Не происшествие',
    empty: 'Неясных сообщений нет',
    emptyHint: 'Программа уверена во всём, что прочла. Сомнительное появится здесь.',
    decided: 'Решение принято',
    undo: (seconds: number) => `Отменить (${seconds})`,
    choose: 'К какому происшествию относится',
    ok: 'Готово',
  },
  kk: {
    title: 'Анық емес хабарламалар',
    intro:
      'Бұларды бағдарлама анық ажырата алмады. Бір рет басып шешіңіз: оқиға емес хабарламаның мәтіні бірден ұмытылады.',
    count: (count: number) => plural('kk', count, { other: 'хабарлама' }),
    report: (category: string) => `Оқиға: ${category}`,
    another: 'Басқа санат',
    join: 'Оқиғаны толықтырады',
    joinNumber: (number: number) => `№ ${number} оқиғаға қатысты`,
    nothing: 'Оқиға емес',
    empty: 'Анық емес хабарлама жоқ',
    emptyHint: 'Бағдарлама оқығанының бәрін анық ажыратты. Күмәндісі осында шығады.',
    decided: 'Шешім қабылданды',
    undo: (seconds: number) => `Қайтару (${seconds})`,
    choose: 'Қай оқиғаға қатысты',
    ok: 'Дайын',
  },
  en: {
    title: 'Unsure messages',
    intro: 'Here the program is not sure. Decide by one tap: the text of what is not an incident is forgotten at once.',
    count: (count: number) => plural('en', count, { one: 'message', other: 'messages' }),
    report: (category: string) => `Incident: ${category}`,
    another: 'Another category',
    join: 'Belongs to an incident',
    joinNumber: (number: number) => `Belongs to No. ${number}`,
    nothing: 'Not an incident',
    empty: 'No unsure messages',
    emptyHint: 'The program is sure of all it has read. What is doubtful appears here.',
    decided: 'Decided',
    undo: (seconds: number) => `Undo (${seconds})`,
    choose: 'Which incident it belongs to',
    ok: 'Done',
  },
})

/** Messages of which the program is not sure: one tap each, and five seconds to take it back. */
export function Unsure() {
  const t = useTexts(words)
  const { data, error, isPending, refetch } = useQuery(unsureQuery)
  const [joining, setJoining] = useState<ReportView | null>(null)
  const { pending, decide, undo } = useUndoable()
  const items = data?.items.filter((item) => !pending.some((one) => one.done && one.id === item.id)) ?? []
  return (
    <Page title={t.title} narrow>
      {items.length > 0 ? <p className="soft">{t.intro}</p> : null}
      {isPending ? (
        <div className="card bone" style={{ height: 220 }} />
      ) : !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : items.length === 0 ? (
        <Blank icon="check" title={t.empty}>
          {t.emptyHint}
        </Blank>
      ) : (
        <ul className="plain unsure">
          {items.map((item) => {
            const waiting = pending.find((one) => one.id === item.id)
            return waiting ? (
              <li key={item.id} className="card unsure-done">
                <span role="status">
                  <Icon name="check" /> {waiting.label}
                </span>
                <Button variant="default" leftSection={<Icon name="undo" size={18} />} onClick={() => undo(item.id)}>
                  {t.undo(waiting.left)}
                </Button>
              </li>
            ) : (
              <UnsureCard key={item.id} item={item} decide={decide} join={() => setJoining(item)} />
            )
          })}
        </ul>
      )}
      <JoinDrawer
        item={joining}
        close={() => setJoining(null)}
        join={(incidentId) => {
          if (joining) decide(joining.id, { decide: 'join', incidentId }, t.join)
          setJoining(null)
        }}
      />
    </Page>
  )
}

function UnsureCard({
  item,
  decide,
  join,
}: {
  item: ReportView
  decide: ReturnType<typeof useUndoable>['decide']
  join: () => void
}) {
  const t = useTexts(words)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const now = useNow()
  const best = item.reading.category
  const asReport = (category: Category) => decide(item.id, { decide: 'report', category }, t.report(names[category]))
  const pictures = item.attachments.filter(isPicture)
  return (
    <li className="card unsure-card">
      <p className="message-text big">
        <Marked text={item.text} places={item.reading.places} />
      </p>
      {pictures.length > 0 ? (
        <ul className="thumbs">
          {pictures.map((one) => (
            <li key={one.id}>
              <img src={preview(one.hash, 400)} alt="" loading="lazy" />
            </li>
          ))}
        </ul>
      ) : null}
      <div className="message-foot">
        <time dateTime={item.at}>{when(item.at, now, locale)}</time>
        <span>{item.chatTitle}</span>
      </div>
      <WhyList reading={item.reading} />
      <div className="unsure-acts">
        {best ? (
          <Button leftSection={<CategoryIcon category={best} size={18} />} onClick={() => asReport(best)}>
            {t.report(names[best])}
          </Button>
        ) : null}
        <Menu withinPortal={false} shadow="md" width={280} position="bottom-start">
          <Menu.Target>
            <Button variant={best ? 'default' : 'filled'} rightSection={<Icon name="down" size={16} />}>
              {best ? t.another : t.report('…')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            {categories
              .filter((category) => category !== best)
              .map((category) => (
                <Menu.Item
                  key={category}
                  leftSection={<CategoryIcon category={category} size={18} />}
                  onClick={() => asReport(category)}
                >
                  {names[category]}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" leftSection={<Icon name="link" size={18} />} onClick={join}>
          {t.join}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name="close" size={18} />}
          onClick={() => decide(item.id, { decide: 'nothing' }, t.nothing)}
        >
          {t.nothing}
        </Button>
      </div>
    </li>
  )
}

function JoinDrawer({
  item,
  close,
  join,
}: {
  item: ReportView | null
  close: () => void
  join: (incidentId: string) => void
}) {
  const t = useTexts(words)
  const [chosen, setChosen] = useState('')
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened={item !== null}
      onClose={close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '90%' : 520}
      title={t.choose}
      classNames={{ body: 'sheet', title: 'sheet-title', header: 'sheet-header' }}
      closeButtonProps={{ size: 44 }}
    >
      {item ? (
        <div className="form">
          <p className="bubble">{item.text}</p>
          <IncidentChoice first={[]} value={chosen} change={setChosen} />
          <div className="sheet-foot">
            <Button className="grow" disabled={!chosen} onClick={() => join(chosen)}>
              {t.ok}
            </Button>
          </div>
        </div>
      ) : null}
    </Drawer>
  )
}
