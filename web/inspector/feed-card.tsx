import { Button, CopyButton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery, post, queries, remove } from '../api.ts'
import { texts, useTexts } from '../texts.ts'
import './burning.css'
import { feedQuery } from './deadline-data.ts'

const words = texts({
  ru: {
    title: 'Сроки в календаре',
    hint: 'Календарь телефона или компьютера будет показывать ваши сроки. В нём только номера происшествий, названия сроков и статьи: без имён и адресов.',
    secret: 'Кто знает этот адрес, видит ваши сроки. Не пересылайте его; если он стал известен, создайте новый.',
    once: 'Скопируйте сейчас: второй раз адрес не показывается. В календаре выберите «Добавить по ссылке».',
    address: 'Адрес календаря',
    give: 'Создать адрес',
    renew: 'Создать новый адрес',
    on: 'Адрес создан. Новый адрес отменит прежний.',
    off: 'Отключить',
    copy: 'Скопировать',
    copied: 'Скопировано',
    failed: 'Не получилось. Проверьте связь и повторите.',
  },
  kk: {
    title: 'Мерзімдер күнтізбеде',
    hint: 'Телефон не компьютер күнтізбесі мерзімдеріңізді көрсетіп тұрады. Онда тек оқиға нөмірі, мерзім атауы мен бап бар: аты-жөн де, мекенжай да жоқ.',
    secret: 'Бұл сілтемені білген адам мерзімдеріңізді көреді. Ешкімге жібермеңіз; біреу біліп қойса, жаңасын жасаңыз.',
    once: 'Қазір көшіріп алыңыз: сілтеме екінші рет көрсетілмейді. Күнтізбеде «Сілтеме арқылы қосу» дегенді таңдаңыз.',
    address: 'Күнтізбе сілтемесі',
    give: 'Сілтеме жасау',
    renew: 'Жаңа сілтеме жасау',
    on: 'Сілтеме жасалған. Жаңасы бұрынғысын жарамсыз етеді.',
    off: 'Өшіру',
    copy: 'Көшіру',
    copied: 'Көшірілді',
    failed: 'Болмады. Байланысты тексеріп, қайталап көріңіз.',
  },
  en: {
    title: 'Terms in your calendar',
    hint: 'The calendar of your phone or computer will show your terms: numbers of incidents, names of terms and articles only, no names and no places.',
    secret: 'Whoever knows this address sees your terms. Do not pass it on; if it became known, make a new one.',
    once: 'Copy it now: it is not shown again. In the calendar choose “Add by URL”.',
    address: 'Address of the calendar',
    give: 'Make an address',
    renew: 'Make a new address',
    on: 'There is an address. A new one ends the old one.',
    off: 'Switch off',
    copy: 'Copy',
    copied: 'Copied',
    failed: 'This did not work. Check the connection and try again.',
  },
})

/** The secret address by which a calendar reads this person's terms. */
export function FeedCard() {
  const t = useTexts(words)
  const { data: me } = useQuery(meQuery)
  const allowed = me?.permissions.includes('seeIncidents') ?? false
  const { data } = useQuery({ ...feedQuery, enabled: allowed })
  const [address, setAddress] = useState('')
  const onError = () => notifications.show({ message: t.failed, color: 'brick' })
  const give = useMutation({
    mutationFn: () => post<{ address: string }>('/api/deadlines/feed'),
    onSuccess: (given) => {
      setAddress(given.address)
      queries.setQueryData(feedQuery.queryKey, { on: true })
    },
    onError,
  })
  const end = useMutation({
    mutationFn: () => remove<{ on: boolean }>('/api/deadlines/feed'),
    onSuccess: (state) => {
      setAddress('')
      queries.setQueryData(feedQuery.queryKey, state)
    },
    onError,
  })
  if (!allowed || !data) return null
  return (
    <section className="card stack">
      <h2>{t.title}</h2>
      <p className="soft">{t.hint}</p>
      {address ? (
        <>
          <div className="feed-address">
            <TextInput label={t.address} description={t.once} value={address} readOnly />
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t.copied : t.copy}
                </Button>
              )}
            </CopyButton>
          </div>
          <p className="soft">{t.secret}</p>
        </>
      ) : data.on ? (
        <p className="soft">{t.on}</p>
      ) : null}
      <div className="feed-address">
        <Button variant="default" loading={give.isPending} onClick={() => give.mutate()} style={{ flex: 'none' }}>
          {data.on ? t.renew : t.give}
        </Button>
        {data.on ? (
          <Button variant="subtle" loading={end.isPending} onClick={() => end.mutate()}>
            {t.off}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
