import { Button, CopyButton, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { GivenCode, OwnMessengers } from '../../src/bot/routes.ts'
import { get, meQuery, post, queries, remove } from '../api.ts'
import { dayAndTime, texts, useTexts } from '../texts.ts'
import './burning.css'

const words = texts({
  ru: {
    title: 'Происшествия в мессенджере',
    hint: 'Новые происшествия участка с фото и местом, кнопки «Принять» и другие, сроки дня в 08:30. Имён, телефонов и квартир жителей там нет.',
    off: 'Отдел не включил служебную переписку в мессенджерах. Включает администратор.',
    none: 'У отдела пока нет подключённых мессенджеров.',
    where: 'Мессенджер',
    give: 'Получить код',
    tap: 'Откройте мессенджер и нажмите там «Старт»: код уже в ссылке.',
    how: (code: string) => `Или отправьте боту в личной переписке: /bind ${code}`,
    only: (code: string) => `Откройте личную переписку с ботом и отправьте: /bind ${code}`,
    linked: 'Привязано. Новые происшествия придут туда.',
    until: (when: string) => `Код действует один раз, до ${when}. Не отправляйте его в общий чат.`,
    open: 'Открыть мессенджер',
    copy: 'Скопировать',
    copied: 'Скопировано',
    since: (title: string, when: string) => `${title}, с ${when}`,
    unlink: 'Отвязать',
    failed: 'Не получилось. Проверьте связь и повторите.',
  },
  kk: {
    title: 'Мессенджердегі оқиғалар',
    hint: 'Учаскенің жаңа оқиғалары фотосымен және орнымен, «Қабылдау» және басқа түймелер, 08:30-да күннің мерзімдері. Тұрғындардың аты-жөні, телефоны, пәтері онда жоқ.',
    off: 'Бөлім мессенджердегі қызметтік хат алмасуды қоспаған. Оны әкімші қосады.',
    none: 'Бөлімде әзірге қосылған мессенджер жоқ.',
    where: 'Мессенджер',
    give: 'Код алу',
    tap: 'Мессенджерді ашып, «Старт» түймесін басыңыз: код сілтемеде тұр.',
    how: (code: string) => `Немесе ботқа жеке жазысуда мынаны жіберіңіз: /bind ${code}`,
    only: (code: string) => `Ботпен жеке жазысуды ашып, мынаны жіберіңіз: /bind ${code}`,
    linked: 'Байланды. Жаңа оқиғалар сонда келеді.',
    until: (when: string) => `Код бір рет қана жарамды, мерзімі: ${when}. Оны ортақ чатқа жібермеңіз.`,
    open: 'Мессенджерді ашу',
    copy: 'Көшіру',
    copied: 'Көшірілді',
    since: (title: string, when: string) => `${title}, байланған уақыты: ${when}`,
    unlink: 'Ажырату',
    failed: 'Болмады. Байланысты тексеріп, қайталап көріңіз.',
  },
  en: {
    title: 'Incidents in a messenger',
    hint: 'New incidents of the precinct with photo and place, buttons to accept and others, the terms of the day at 08:30. No names, phones or flats of residents.',
    off: 'The department has not switched on messengers for its staff. The administrator does that.',
    none: 'The department has no connected messenger yet.',
    where: 'Messenger',
    give: 'Get a code',
    tap: 'Open the messenger and press “Start” there: the link carries the code.',
    how: (code: string) => `Or send to the bot in your own talk with it: /bind ${code}`,
    only: (code: string) => `Open your own talk with the bot and send: /bind ${code}`,
    linked: 'Linked. New incidents will come there.',
    until: (when: string) => `The code works once, until ${when}. Do not send it to a shared chat.`,
    open: 'Open the messenger',
    copy: 'Copy',
    copied: 'Copied',
    since: (title: string, when: string) => `${title}, since ${when}`,
    unlink: 'Unlink',
    failed: 'This did not work. Check the connection and try again.',
  },
})

const key = ['me', 'messengers']

/** An officer's own talk with the department's bot: linked by a one-time code, ended here or there. */
export function MessengerCard() {
  const t = useTexts(words)
  const { data: me } = useQuery(meQuery)
  /** The newest talk when the code was asked for: another one means that the code was used. */
  const [before, setBefore] = useState('')
  const onError = () => notifications.show({ message: t.failed, color: 'brick' })
  const give = useMutation({
    mutationFn: (accountId: string) => post<GivenCode>('/api/me/messenger-code', { accountId }),
    onError,
  })
  const { data } = useQuery({
    queryKey: key,
    refetchInterval: give.data ? 3000 : false,
    queryFn: ({ signal }: { signal: AbortSignal }) => get<OwnMessengers>('/api/me/messengers', signal),
    enabled: me?.permissions.includes('seeIncidents') ?? false,
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const end = useMutation({
    mutationFn: (id: string) => remove(`/api/me/messengers/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
    onError,
  })
  const isUsed = give.data !== undefined && newestOf(data) > before
  const { reset } = give
  useEffect(() => {
    if (!isUsed) return
    reset()
    notifications.show({ message: t.linked })
  }, [isUsed, reset, t])
  if (!data) return null
  const account = chosen ?? data.accounts[0]?.id ?? null
  const given = give.data
  return (
    <section className="card stack">
      <h2>{t.title}</h2>
      <p className="soft">{data.allowed ? (data.accounts.length === 0 ? t.none : t.hint) : t.off}</p>
      {data.talks.map((talk) => (
        <div key={talk.id} className="row-between">
          <p>{t.since(talk.accountTitle, dayAndTime(talk.since))}</p>
          <Button variant="subtle" loading={end.isPending} onClick={() => end.mutate(talk.id)}>
            {t.unlink}
          </Button>
        </div>
      ))}
      {given ? (
        <>
          {given.link ? (
            <>
              <p>{t.tap}</p>
              <Button component="a" href={given.link} target="_blank" rel="noreferrer">
                {t.open}
              </Button>
            </>
          ) : null}
          <p>{given.link ? t.how(given.code) : t.only(given.code)}</p>
          <CopyButton value={`/bind ${given.code}`}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t.copied : t.copy}
              </Button>
            )}
          </CopyButton>
          <p className="soft">{t.until(dayAndTime(given.expiresAt))}</p>
        </>
      ) : data.allowed && account ? (
        <div className="feed-address">
          {data.accounts.length > 1 ? (
            <Select
              label={t.where}
              allowDeselect={false}
              data={data.accounts.map(({ id, title }) => ({ value: id, label: title }))}
              value={account}
              onChange={setChosen}
            />
          ) : null}
          <Button
            variant="default"
            loading={give.isPending}
            onClick={() => {
              setBefore(newestOf(data))
              give.mutate(account)
            }}
            style={{ flex: 'none' }}
          >
            {t.give}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** When the newest talk was linked; empty before the first. */
const newestOf = (data: OwnMessengers | undefined): string =>
  data?.talks.reduce((newest, { since }) => (since > newest ? since : newest), '') ?? ''
