import { useState } from "preact/hooks";
import { component, type Props } from "../lib/component";
import type { DatasetTraits } from "../traits";
import "./dataset.css";

type Sample = DatasetTraits["samples"][number];

/** What a sample is called where one line must do. */
function textOf(sample: Sample): string {
  return sample
    .map((cell) => cell.text)
    .filter(Boolean)
    .join(", ");
}

function Cell({ text, image }: Sample[number]) {
  return image ? <img class="nbb-thumbnail" src={image} alt={text} title={text} /> : text;
}

interface Shown {
  samples: { index: number; sample: Sample }[];
  pick: (index: number) => void;
  disabled: boolean;
}

function Gallery({ samples, labels, pick, disabled }: Shown & { labels: string[] | null }) {
  return (
    <ul class="nbb-gallery">
      {samples.map(({ index, sample }) => (
        <li key={index}>
          <button
            type="button"
            class="nbb-button-face nbb-secondary nbb-sm"
            disabled={disabled}
            onClick={() => pick(index)}
          >
            {labels?.[index] ?? sample.map((cell, column) => <Cell key={column} {...cell} />)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A row is one target: the button in its first cell lies over all of it. */
function Row({ index, sample, pick, disabled }: Shown["samples"][number] & Omit<Shown, "samples">) {
  const target = (
    <button
      type="button"
      class="nbb-row-button"
      aria-label={textOf(sample) || `Example ${index + 1}`}
      disabled={disabled}
      onClick={() => pick(index)}
    />
  );
  return (
    <tr>
      {sample.map((cell, column) => (
        <td key={column}>
          {column === 0 && target}
          <Cell {...cell} />
        </td>
      ))}
    </tr>
  );
}

function Table({ samples, headers, ...rest }: Shown & { headers: string[] }) {
  return (
    <div class="nbb-table-scroll">
      <table>
        {headers.length > 0 && (
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {samples.map((one) => (
            <Row key={one.index} {...one} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Pages({ count, page, turn }: { count: number; page: number; turn: (page: number) => void }) {
  if (count < 2) return null;
  return (
    <nav class="nbb-pages" aria-label="Pages">
      {Array.from({ length: count }, (_, number) => (
        <button
          key={number}
          type="button"
          aria-label={`Page ${number + 1}`}
          aria-current={number === page ? "page" : undefined}
          onClick={() => turn(number)}
        >
          {number + 1}
        </button>
      ))}
    </nav>
  );
}

function DatasetView({ traits, emit }: Props<DatasetTraits>) {
  const [turned, turn] = useState(0);
  const { samples, samples_per_page: size, sample_labels: labels } = traits;
  const count = Math.ceil(samples.length / size);
  const page = Math.max(0, Math.min(turned, count - 1));
  const shown = samples.map((sample, index) => ({ index, sample })).slice(page * size, (page + 1) * size);
  const width = Math.max(0, ...samples.map((sample) => sample.length));
  const table = !labels && (width > 1 || traits.arrangement === "table");

  function pick(index: number) {
    emit("click", { value: index });
    emit("select");
  }

  const common = { samples: shown, pick, disabled: !traits._interactive };
  return (
    <>
      {table ? <Table {...common} headers={traits.headers ?? []} /> : <Gallery {...common} labels={labels} />}
      <Pages count={count} page={page} turn={turn} />
    </>
  );
}

export const dataset = component<DatasetTraits>("group", DatasetView);
