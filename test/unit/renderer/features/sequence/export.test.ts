import { describe, expect, it } from 'vitest';
import { approximateWidth } from '../../../../../src/renderer/src/drawing/measure-text.ts';
import { toSvgText } from '../../../../../src/renderer/src/drawing/svg-text.ts';
import { layoutSequence } from '../../../../../src/renderer/src/features/sequence/layout.ts';
import { toMermaid } from '../../../../../src/renderer/src/features/sequence/mermaid.ts';
import { planSequence } from '../../../../../src/renderer/src/features/sequence/plan-sequence.ts';
import { pictureOf } from '../../../../../src/renderer/src/features/sequence/shapes.ts';
import {
  answeredFlow,
  presented,
  sampleFlow,
  sampleSummary,
  timed,
} from '../../../../support/flow-samples.ts';

const palette = { colour: (name: string) => `#${name}`, fonts: { text: 'Inter', mono: 'Mono' } };

describe('toMermaid', () => {
  it('writes the branches as one alternative and marks the one taken', () => {
    expect(
      toMermaid(planSequence({ kind: 'flow', flow: answeredFlow('revoked') }), 'client: kept out'),
    ).toBe(
      `---
title: "client: kept out"
---
sequenceDiagram
  participant C as Client<br/>you, in its place
  participant S as mTLS server<br/>Revoscope, in its place
  participant R as OCSP responder<br/>127.0.0.1:8080
  C->>S: Presents client<br/>serial 0x1F4
  S->>S: Chain holds<br/>issued by Issuing CA
  alt OCSP enabled
    S->>S: Responder URI from AIA, first of 2<br/>http://127.0.0.1:8080/ocsp
    S->>S: Cache lookup<br/>miss: nothing is kept for this certificate and responder
    S->>R: Request, serial 0x1F4<br/>POST 114 B
    R->>S: Response: revoked<br/>1,471 B · 33 ms
    S->>S: Response validated<br/>1 passed
    alt status = good
      Note over C,S: A server would let it in
    else status = revoked (taken)
      S->>C: A server would keep it out
    else status = unknown, or the check fails
      Note over C,S: fallback allow: completed · fallback block: denied
    end
  else OCSP not enabled
    Note over C,S: A server would let it in
  end
`,
    );
  });

  it('takes the meaning out of characters that Mermaid would read', () => {
    const certificate = { summary: sampleSummary('a;b#c\nd<e>'), der: new Uint8Array() };
    const flow = sampleFlow(
      timed({ type: 'certificate-presented', certificate, chain: [], connection: null }),
    );
    expect(toMermaid(planSequence({ kind: 'flow', flow }), 'client')).toContain(
      'Presents a#59;b#35;c\\u000Ad#60;e#62;',
    );
  });
});

describe('toSvgText', () => {
  const draw = (label: string) => {
    const certificate = { summary: sampleSummary(label), der: new Uint8Array() };
    const flow = sampleFlow(timed({ ...presented, certificate } as typeof presented));
    const plan = planSequence({ kind: 'flow', flow });
    const shapes = layoutSequence(plan, { width: 690, scale: 1, measure: approximateWidth });
    return toSvgText(pictureOf(shapes), palette, 'T');
  };

  it('is a document of its own, with its colours in it', () => {
    const svg = draw('client');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="690"/);
    expect(svg).toContain('>Presents client</text>');
    expect(svg).not.toContain('var(');
    expect(svg.trim().endsWith('</svg>')).toBe(true);
  });

  it('writes names from a certificate as text, never as markup', () => {
    const svg = draw('<script>"&\u0000');
    expect(svg).toContain('&lt;script&gt;&quot;&amp;\\u0000');
    expect(svg).not.toContain('<script>');
  });
});
