import { describe, expect, it } from 'vitest';
import type { FieldNode } from '#shared/model/inspection.ts';
import { cardsOf } from '../../../../../src/renderer/src/features/certificates/field-cards.ts';

function field(label: string, ...children: readonly FieldNode[]): FieldNode {
  return { label, value: null, face: 'text', range: null, children };
}

describe('cardsOf', () => {
  it('keeps the order of the fields, and puts those between groups on cards of their own', () => {
    const cards = cardsOf([
      field('Subject', field('Common name')),
      field('OCSP responder'),
      field('Key usage'),
      field('Extensions', field('One')),
      field('Version'),
    ]);
    const named = cards.map((card) => [
      card.group?.label ?? ('title' in card ? card.title : ''),
      card.fields.map(({ label }) => label),
    ]);
    expect(named).toEqual([
      ['Subject', ['Common name']],
      ['Facts', ['OCSP responder', 'Key usage']],
      ['Extensions', ['One']],
      ['More', ['Version']],
    ]);
  });

  it('leaves a time that is told in two zones among the facts', () => {
    const cards = cardsOf([field('Issuer'), field('thisUpdate', field('Local time'))]);
    expect(cards.map((card) => card.fields.map(({ label }) => label))).toEqual([
      ['Issuer', 'thisUpdate'],
    ]);
  });

  it('has no card for nothing', () => {
    expect(cardsOf([])).toEqual([]);
  });
});
