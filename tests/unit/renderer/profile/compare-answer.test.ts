import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareAnswer,
  questions,
  type Question,
} from '../../../../renderer/profile/compare-answer';
import { answerJson, userOf } from '../../builders';

const verdict = (
  question: Question,
  said: string,
  held: Record<string, unknown>,
  locale = 'en-GB',
) => compareAnswer(question, said, userOf(answerJson(held)).fields, locale);
const name = (said: string, first_name: string) => verdict('first_name', said, { first_name });
const family = (said: string, last_name: string) => verdict('last_name', said, { last_name });
const born = (said: string, birthday = '1988-04-17', locale?: string) =>
  verdict('birthday', said, { birthday }, locale);

/** Arbitrary names with letters of several languages. */
const letter = fc.constantFrom(...'abcdehiklmnorstuyzäöüåøæéèñçßłğőÉÖ'.split(''));
const word = fc.string({ unit: letter, minLength: 2, maxLength: 10 });
const names = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const spelling = fc.constantFrom(
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
  (text: string) => ` ${text}\t`,
  (text: string) => text.replaceAll(' ', '  '),
  (text: string) => text.replaceAll(' ', '-'),
  (text: string) => text.replace(/^./u, "$&'"),
  (text: string) => text.normalize('NFD'),
  (text: string) => text.normalize('NFD').replace(/[\u0300-\u036F]/g, ''),
  (text: string) => text.replaceAll('ß', 'ss'),
  (text: string) => text.replaceAll('ø', 'o'),
);
const germanSpelling = (text: string) =>
  text
    .toLowerCase()
    .replace(
      /[äöüåøß]/g,
      (each) => ({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', ß: 'ss' })[each] ?? each,
    );

describe('a name', () => {
  it.each([
    ['Müller', 'Muller'],
    ['Müller', 'Mueller'],
    ['Muller', 'Mueller'],
    ['Strauß', 'STRAUSS'],
    ['Sørensen', 'Sorensen'],
    ['Sørensen', 'Soerensen'],
    ['Åberg', 'Aberg'],
    ['Åberg', 'Aaberg'],
    ['Muñoz', 'munoz'],
    ["O'Brien", 'o’brien'],
    ['O’Brien', 'OBrien'],
    ['Meier-Müller', 'meier mueller'],
    ['Wałęsa', 'Walesa'],
    ['Ħal Għaxaq', 'Hal Ghaxaq'],
    ['Bäcker', 'Baecker'],
    ['İnan', 'inan'],
    ['王', '王'],
  ])('%s matches %s in both directions', (one, other) => {
    expect([family(one, other), family(other, one)]).toEqual(['match', 'match']);
  });

  it.each([
    ['Ann', 'Anna'],
    ['Jo', 'Joe'],
    ['Zo', 'Zoe'],
    ['Michal', 'Michael'],
    ['Baur', 'Bauer'],
    ['Meier', 'Meyer'],
    ['Meier', 'Meier-Müller'],
    ['O', 'Oe'],
    ['राम', 'रमा'],
  ])('%s does not match %s in either direction', (one, other) => {
    expect([family(one, other), family(other, one)]).toEqual(['no-match', 'no-match']);
  });

  it('matches in every accepted spelling', () => {
    fc.assert(
      fc.property(names, fc.array(spelling, { maxLength: 3 }), (held, spellings) => {
        const said = spellings.reduce((text, respell) => respell(text), held);
        expect([name(said, held), family(said, held)]).toEqual(['match', 'match']);
        expect(name(germanSpelling(held), held)).toBe('match');
      }),
    );
  });

  it('does not match a name with other letters', () => {
    const plain = fc.string({
      unit: fc.constantFrom(...'bcdfgik'.split('')),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(plain, plain, (held, said) => {
        expect(name(said, held)).toBe(said === held ? 'match' : 'no-match');
      }),
    );
  });
});

describe('the first name', () => {
  it.each([
    ['Mara', 'Mara Lena'],
    ['lena', 'Mara Lena'],
    ['Mara Lena', 'Mara Lena'],
    ['Maria', 'Maria de los Ángeles'],
    ['J', 'J'],
  ])('%s matches %s', (said, held) => expect(name(said, held)).toBe('match'));

  it.each([
    ['F', 'John F'],
    ['F.', 'John F.'],
    ['de los', 'Maria de los Ángeles'],
    ['Lena Mara', 'Mara Lena'],
    ['Mar', 'Mara Lena'],
  ])('%s does not match %s', (said, held) => expect(name(said, held)).toBe('no-match'));

  it.each([
    ['Mara', 'match'],
    ['Mara Lena', 'match'],
    ['Lena', 'no-match'],
    ['Oyelaran', 'no-match'],
    ['Mara Lena Oyelaran', 'no-match'],
  ])('is compared with the start of the full name if it is not set: %s', (said, expected) => {
    expect(verdict('first_name', said, { first_name: null, full_name: 'Mara Lena Oyelaran' })).toBe(
      expected,
    );
  });
});

describe('the last name', () => {
  it.each([
    ['van der Berg', 'van der Berg'],
    ['Vanderberg', 'van der Berg'],
    ['Berg', 'van der Berg'],
    ['García', 'García Márquez'],
    ['de la Cruz', 'de la Cruz Fernández'],
    ['Le', 'Le'],
  ])('%s matches %s', (said, held) => expect(family(said, held)).toBe('match'));

  it.each([
    ['van', 'van der Berg'],
    ['van der', 'van der Berg'],
    ['Bergen', 'van der Berg'],
  ])('%s does not match %s', (said, held) => expect(family(said, held)).toBe('no-match'));

  it.each([
    ['Berg', 'match'],
    ['van der Berg', 'match'],
    ['Ludwig', 'no-match'],
    ['Ludwig van der Berg', 'no-match'],
  ])('is compared with the end of the full name if it is not set: %s', (said, expected) => {
    expect(verdict('last_name', said, { last_name: ' ', full_name: 'Ludwig van der Berg' })).toBe(
      expected,
    );
  });
});

describe('the birthday', () => {
  it.each([
    '1988-04-17',
    '17.4.88',
    '17.04.1988',
    '17. 4. 1988',
    '17/4/1988',
    '4/17/1988',
    '17-04-88',
    '17 4 1988',
    '1988/4/17',
    '17041988',
    '19880417',
    '170488',
    '17 April 1988',
    'April 17, 1988',
    'Apr 17th 88',
    'the 17th of april 1988',
    '17. April 1988',
    'le 17 avril 1988',
    '17 avr. 1988',
    '1988 April 17',
  ])('matches 1988-04-17 written as %s', (said) => expect(born(said)).toBe('match'));

  it.each([
    ['1. März 1990', '1990-03-01'],
    ['1er mars 1990', '1990-03-01'],
    ['1 Maerz 90', '1990-03-01'],
    ['3 fevrier 2001', '2001-02-03'],
    ['3 août 2001', '2001-08-03'],
    ['3 jui 2001', '2001-07-03'],
    ['3 Jänner 2001', '2001-01-03'],
    ['29.2.96', '1996-02-29'],
    ['4/5/1988', '1988-05-04'],
    ['4/5/1988', '1988-04-05'],
    ['1.2.03', '2003-02-01'],
  ])('%s matches %s', (said, birthday) => expect(born(said, birthday)).toBe('match'));

  it('may use month names of the viewer’s language', () => {
    expect(born('17 aprile 1988', undefined, 'it-CH')).toBe('match');
    expect(born('3 maggio 1988', '1988-05-03', 'it-CH')).toBe('match');
    expect(born('3 maggio 1988', '1988-05-03')).toBe('not-readable');
  });

  it.each(['en-GB', 'en-US', 'de-CH', 'fr-CH'])('matches in every date style of %s', (locale) => {
    const days = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    const styles = fc.constantFrom<Intl.DateTimeFormatOptions>(
      { dateStyle: 'long' },
      { dateStyle: 'medium' },
      { dateStyle: 'short' },
      { day: '2-digit', month: '2-digit', year: 'numeric' },
    );
    fc.assert(
      fc.property(days, styles, (day, style) => {
        const said = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(day);
        expect(born(said, day.toISOString().slice(0, 10), locale)).toBe('match');
      }),
    );
  });

  it('does not match another day', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    const notations = fc.constantFrom(
      (day: string) => day,
      (day: string) => day.replaceAll('-', ''),
      (day: string) =>
        new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(day),
        ),
      (day: string) =>
        new Intl.DateTimeFormat('fr-CH', { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(day),
        ),
    );
    fc.assert(
      fc.property(days, days, notations, (held, said, write) => {
        expect(born(write(said), held)).toBe(said === held ? 'match' : 'no-match');
      }),
    );
  });

  it.each([
    '17 April',
    '17.4.',
    '1988',
    'April 1988',
    '88',
    '31.2.1988',
    '17 Foo 1988',
    '17 ma 1988',
    '17.4.188',
    '17.4.1988 12:00',
    'yesterday',
  ])('is not readable as %s', (said) => expect(born(said)).toBe('not-readable'));
});

describe('the post code', () => {
  it.each([
    ['8004', '8004'],
    ['CH-8004', '8004'],
    ['8004', 'CH-8004'],
    ['ch 8004', 'CH-8004'],
    ['80 04', '8004'],
    ['eh11yz', 'EH1 1YZ'],
    ['EH1-1YZ', 'EH1 1YZ'],
    ['NL-1234 AB', '1234AB'],
    ['1500002', '〒150-0002'],
  ])('%s matches %s', (said, post_code) => {
    expect(verdict('post_code', said, { post_code })).toBe('match');
  });

  it.each([
    ['8005', '8004'],
    ['800', '8004'],
    ['D-8004', 'CH-8004'],
    ['1 1YZ', 'EH1 1YZ'],
    ['4', 'CH-4'],
  ])('%s does not match %s', (said, post_code) => {
    expect(verdict('post_code', said, { post_code })).toBe('no-match');
  });
});

describe('the e-mail address', () => {
  it.each(['ana@example.com', 'ANA@Example.COM', ' ana @ example.com '])(
    'matches as %j',
    (said) => {
      expect(verdict('email', said, { email: ' Ana@example.com\u200B' })).toBe('match');
    },
  );

  it.each(['ana', 'ana@example.co', 'ana at example dot com', 'án@example.com'])(
    'does not match as %s',
    (said) => {
      expect(verdict('email', said, { email: 'ana@example.com' })).toBe('no-match');
    },
  );
});

it('a text of 100,000 words is compared without a noticeable delay', () => {
  const held = 'ab '.repeat(100_000);
  expect(name('abc', held)).toBe('no-match');
  expect(name(held, held)).toBe('match');
  expect(verdict('last_name', 'abc', { last_name: null, full_name: held })).toBe('no-match');
});

describe('every question', () => {
  it.each(questions)('%s: an answer without letters and digits is empty', (question) => {
    for (const said of ['', ' ', '\u200B', '-', '.'])
      expect(verdict(question, said, { birthday: null })).toBe('empty');
  });

  it.each(questions)('%s: an account without a value has nothing to compare', (question) => {
    for (const held of [null, undefined, '', ' ', '-']) {
      const fields = {
        first_name: held,
        last_name: held,
        full_name: held,
        birthday: held,
        post_code: held,
      };
      expect(verdict(question, '1.1.2000', { ...fields, email: held })).toBe('nothing-to-compare');
    }
  });

  it.each(questions)('%s: a value of the wrong type is not comparable', (question) => {
    const fields = {
      first_name: 7,
      last_name: 7,
      full_name: 7,
      birthday: 7,
      post_code: 7,
      email: 7,
    };
    expect(verdict(question, '1.1.2000', fields)).toBe('not-comparable');
  });

  it.each(['1988-02-31', '1988-04-17T00:00:00Z'])(
    'a birthday that is no existing day (%s) is not comparable',
    (day) => {
      expect(born('31.2.1988', day)).toBe('not-comparable');
    },
  );

  it('a single letter does not match a longer value', () => {
    fc.assert(
      fc.property(letter, names, fc.constantFrom(...questions), (said, held, question) => {
        const fields = { first_name: held, last_name: held, post_code: held, email: held };
        expect(verdict(question, said, fields)).not.toBe('match');
      }),
    );
  });

  it('unrelated texts do not match', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'bcdfghjk0123456789@.'.split('')),
      minLength: 3,
      maxLength: 12,
    });
    const bare = (each: string) => each.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(text, text, fc.constantFrom(...questions), (said, held, question) => {
        fc.pre(!bare(held).endsWith(bare(said)) && !bare(said).endsWith(bare(held)));
        const fields = { first_name: held, last_name: held, post_code: held, email: held };
        expect(verdict(question, said, fields)).not.toBe('match');
      }),
    );
  });
});
