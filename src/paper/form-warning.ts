import type { Both, PaperLang } from '../base/law.ts'
import { textIn } from './document.ts'
import { attached, type Block, type Form, type FormField } from './layout.ts'

/** A warning decided on the spot, when the person admits the fact: no protocol is drawn up (КоАП 807). */

const both = (ru: string, kk: string): Both => ({ ru, kk })
const field = (id: string, ru: string, kk: string, rule: string, more: Partial<FormField> = {}): FormField => ({
  ...{ id, label: both(ru, kk), rule },
  ...more,
})
const known = (ru: string, kk: string) => ({ obligation: 'conditional', condition: both(ru, kk) }) as const

const words: Record<PaperLang, { admits: string; copy: string; rights: string }> = {
  ru: {
    admits: 'Факт совершения правонарушения признаю',
    copy: 'Второй экземпляр постановления подписал(а), копию получил(а)',
    rights: 'Права мне разъяснены, в том числе право обжаловать постановление',
  },
  kk: {
    admits: 'Құқық бұзушылық жасау фактісін мойындаймын',
    copy: 'Қаулының екінші данасына қол қойдым, көшірмесін алдым',
    rights: 'Құқықтарым, оның ішінде қаулыға шағымдану құқығы маған түсіндірілді',
  },
}

export const warningForm: Form = {
  kind: 'warning',
  look: 'form',
  title: both('ПОСТАНОВЛЕНИЕ', 'ҚАУЛЫ'),
  subtitle: both(
    'о наложении административного взыскания в виде предупреждения (КоАП 807)',
    'Ескерту түрінде әкімшілік жаза қолдану туралы (ӘҚБтК 807)',
  ),
  head: ['protocol.date', 'protocol.place'],
  fields: [
    field('protocol.date', 'Дата рассмотрения', 'Қаралған күні', 'КоАП 822(1)'),
    field('protocol.place', 'Место рассмотрения', 'Қаралған орны', 'КоАП 822(1)'),
    field('author.position', 'Должность вынесшего', 'Қаулы шығарған адамның лауазымы', 'КоАП 822(1)'),
    field('author.name', 'Фамилия, инициалы', 'Тегі, инициалдары', 'КоАП 822(1)'),
    field(
      'person.fullName',
      'Фамилия, имя, отчество или наименование',
      'Тегі, аты, әкесінің аты немесе атауы',
      'КоАП 822(1)',
    ),
    field(
      'person.birthDate',
      'Дата рождения',
      'Туған күні',
      'КоАП 822(1)',
      known('для физического лица', 'жеке тұлға үшін'),
    ),
    field('person.residence', 'Место жительства или нахождения', 'Тұрғылықты немесе орналасқан жері', 'КоАП 822(1)'),
    field('person.idDocument', 'Документ', 'Құжаты', 'КоАП 822(1)', known('если предъявлен', 'көрсетілсе')),
    field('person.iin', 'ИИН (БИН)', 'ЖСН (БСН)', 'КоАП 822(1)', known('если есть', 'бар болса')),
    field('person.workplace', 'Место работы', 'Жұмыс орны', 'КоАП 822(1)', known('если имеется', 'бар болса')),
    field('language', 'Язык производства', 'Іс жүргізу тілі', 'КоАП 822(1)'),
    field('offence.place', 'Место совершения', 'Жасалған орны', 'КоАП 822(1)'),
    field('offence.time', 'Время совершения', 'Жасалған уақыты', 'КоАП 822(1)'),
    field('offence.essence', 'Установленные обстоятельства', 'Анықталған мән-жайлар', 'КоАП 822(1)', { long: true }),
    field('offence.article', 'Статья', 'Бап', 'КоАП 822(1)', { long: true }),
    field('decision', 'Решение', 'Шешім', 'КоАП 43(2), 822(1)', { long: true }),
    field('appeal', 'Порядок обжалования', 'Шағымдану тәртібі', 'КоАП 826-2(2)', { long: true }),
    field('attachments', 'Материалы', 'Материалдар', '', { ...known('если есть', 'бар болса'), long: true }),
    field('sign.person', 'Подпись лица: факт признаёт', 'Адамның қолы: фактіні мойындайды', 'КоАП 807(1)', {
      byHand: true,
    }),
    field('copy.person', 'Расписка в получении копии', 'Көшірмені алғаны туралы қолхат', 'КоАП 807(2)', {
      byHand: true,
    }),
    field('sign.representative', 'Законный представитель', 'Заңды өкілі', 'КоАП 746(6)', {
      byHand: true,
      when: 'representative',
    }),
    field('interpreter', 'Переводчик', 'Аудармашы', 'КоАП 744(1)', { when: 'interpreter' }),
  ],
  sections: (on) => {
    const { lang, rows, text, value, field: has, document } = on
    const note = textIn(document.editionNote, lang)
    const say = words[lang]
    const title = (ru: string, kk: string) => both(ru, kk)[lang]
    return [
      { title: title('Постановление вынес', 'Қаулы шығарған'), blocks: [rows(['author.position', 'author.name'])] },
      {
        title: title('Лицо', 'Адам'),
        blocks: [
          rows([
            ...['person.fullName', 'person.birthDate', 'person.residence', 'person.idDocument', 'person.iin'],
            ...['person.workplace', 'language', 'interpreter'],
          ]),
        ],
      },
      {
        title: title('Установлено', 'Анықталды'),
        blocks: [rows(['offence.place', 'offence.time']), text('offence.essence'), text('offence.article')],
      },
      { title: title('Постановлено', 'Қаулы етілді'), blocks: [text('decision'), text('appeal')] },
      ...(value('attachments') ? [{ title: title('Материалы', 'Материалдар'), blocks: attached(on) }] : []),
      {
        title: title('Подписи', 'Қолтаңбалар'),
        blocks: [
          {
            kind: 'signs',
            rows: [
              { who: value('author.position') ?? '', name: value('author.name') },
              ...[say.admits, say.rights, say.copy].map((who) => ({ who, name: null })),
              ...(has('sign.representative')
                ? [{ who: title('Законный представитель', 'Заңды өкілі'), name: null }]
                : []),
              ...(has('interpreter') ? [{ who: title('Переводчик', 'Аудармашы'), name: value('interpreter') }] : []),
            ],
          } as Block,
          ...(note ? [{ kind: 'note', text: note } as Block] : []),
        ],
      },
    ]
  },
}
