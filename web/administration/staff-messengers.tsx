import { Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { get, put, queries } from '../api.ts'
import { texts, useTexts } from '../texts.ts'

const words = texts({
  ru: {
    title: 'Инспекторы в мессенджере',
    label: 'Присылать инспекторам происшествия в мессенджер',
    hint: 'Каждый связывает свой мессенджер сам, кодом из профиля. Приходят номер, категория, место без квартиры и фото; имён, телефонов и ИИН нет.',
    why: 'По умолчанию выключено. С 15.09.2025 государственным органам предписан для служебной переписки Aitu; распространяется ли это на уведомления отдела в других мессенджерах, не подтверждено. Включайте по решению начальника отдела.',
    failed: 'Не получилось. Проверьте связь и повторите.',
  },
  kk: {
    title: 'Инспекторлардың мессенджері',
    label: 'Оқиғаларды инспекторлардың мессенджеріне жіберу',
    hint: 'Әркім өз мессенджерін профильдегі кодпен өзі байлайды. Нөмірі, санаты, пәтерсіз орны мен фотосы келеді; аты-жөні, телефон, ЖСН жоқ.',
    why: 'Әдепкі бойынша өшірулі. 15.09.2025 күнінен бастап мемлекеттік органдарға қызметтік хат алмасу үшін Aitu белгіленген; бұл бөлімнің басқа мессенджерлердегі хабарламаларына да қатысты ма – расталмаған. Бөлім бастығының шешімімен қосыңыз.',
    failed: 'Болмады. Байланысты тексеріп, қайталап көріңіз.',
  },
  en: {
    title: 'Inspectors in a messenger',
    label: 'Send incidents to inspectors’ messengers',
    hint: 'Everybody links their own messenger with a code from the profile. Number, category, place without the flat and a photo are sent; no names, phones or IIN.',
    why: 'Off by default. Since 15.09.2025 state bodies are to use Aitu for service correspondence; whether that covers a department’s notices in other messengers is not confirmed. Switch it on by decision of the head of the department.',
    failed: 'This did not work. Check the connection and try again.',
  },
})

interface Rule {
  staffInMessengers: boolean
}

const key = ['staff-messengers']

/** Whether officers may have incidents in their messengers, with the reason why somebody must decide it. */
export function StaffMessengersCard() {
  const t = useTexts(words)
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }: { signal: AbortSignal }) => get<Rule>('/api/staff-messengers', signal),
  })
  const set = useMutation({
    mutationFn: (on: boolean) => put<Rule>('/api/staff-messengers', { staffInMessengers: on }),
    onSuccess: (rule) => queries.setQueryData(key, rule),
    onError: () => notifications.show({ message: t.failed, color: 'brick' }),
  })
  if (!data) return null
  return (
    <section className="card stack">
      <h2>{t.title}</h2>
      <Switch
        size="md"
        checked={data.staffInMessengers}
        disabled={set.isPending}
        label={t.label}
        description={t.hint}
        onChange={(event) => set.mutate(event.currentTarget.checked)}
      />
      <p className="soft small">{t.why}</p>
    </section>
  )
}
