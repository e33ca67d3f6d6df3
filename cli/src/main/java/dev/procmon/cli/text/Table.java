// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that fits a terminal. Where there is too little room, it takes the short headers, cuts what may be cut, from the right, and
 * leaves out columns, from the right, but for the first two.
 *
 * <p>Shown by {@code status}, which has 150 ms for everything: no stream, no lambda, no format, and a width is measured once.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int COLUMNS_MIN = 2;
    private static final int NAME_MIN = 4;

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();
    private final int[] widest;

    /** A row, and how wide its cells are. */
    private static final class Row {

        private final List<String> cells;
        private final int[] widths;
        private final String look;
        private final int lookAt;

        Row(List<String> cells, String look, int lookAt) {
            this.cells = cells;
            this.look = look;
            this.lookAt = lookAt;
            widths = new int[cells.size()];
            for (int i = 0; i < widths.length; i++) {
                String cell = cells.get(i);
                widths[i] = SafeText.isPlain(cell) ? cell.length() : Columns.of(cell);
            }
        }
    }

    /** Make an empty table. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.widest = new int[columns.size()];
    }

    /** Add a row, with a cell for each column. */
    public void row(List<String> cells) {
        row(cells, "", 0);
    }

    /**
     * Add a row of which one cell has a look of its own.
     *
     * @param look how it looks ({@link Style}); as the others do where this is empty
     * @param lookAt which one
     */
    public void row(List<String> cells, String look, int lookAt) {
        List<String> safe = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            safe.add(SafeText.of(cells.get(i)));
        }
        Row row = new Row(safe, look, lookAt);
        rows.add(row);
        for (int i = 0; i < widest.length; i++) {
            widest[i] = Math.max(widest[i], row.widths[i]);
        }
    }

    /** Return the lines of the table, the headers first. */
    public List<String> lines(Width room) {
        Row headers = headers(false);
        int[] widths = natural(headers);
        if (total(widths, columns.size()) > room.columns()) {
            headers = headers(true);
            widths = natural(headers);
        }
        int shown = fit(widths, room);
        List<String> lines = new ArrayList<>(rows.size() + 1);
        lines.add(line(headers, widths, shown));
        for (Row row : rows) {
            lines.add(line(row, widths, shown));
        }
        return lines;
    }

    private Row headers(boolean brief) {
        List<String> cells = new ArrayList<>();
        for (Column column : columns) {
            cells.add(brief ? column.shortHeader() : column.header());
        }
        return new Row(cells, "", 0);
    }

    private int[] natural(Row headers) {
        int[] widths = new int[widest.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widest[i], headers.widths[i]);
        }
        return widths;
    }

    /** Make the widths fit; return how many columns are shown. */
    private int fit(int[] widths, Width room) {
        int shown = widths.length;
        while (shown > COLUMNS_MIN && leastTotal(widths, shown) > room.columns()) {
            shown--;
        }
        int excess = total(widths, shown) - room.columns();
        for (int i = shown - 1; i >= 0 && excess > 0; i--) {
            int cut = Math.min(excess, widths[i] - least(widths, i));
            widths[i] -= cut;
            excess -= cut;
        }
        if (excess > 0 && room.cuttingNames()) {
            widths[0] = Math.max(NAME_MIN, widths[0] - excess);
        }
        return shown;
    }

    private int least(int[] widths, int column) {
        int min = columns.get(column).min();
        return min == 0 ? widths[column] : Math.min(min, widths[column]);
    }

    private int leastTotal(int[] widths, int shown) {
        int total = GAP.length() * (shown - 1);
        for (int i = 0; i < shown; i++) {
            total += least(widths, i);
        }
        return total;
    }

    private static int total(int[] widths, int shown) {
        int total = GAP.length() * (shown - 1);
        for (int i = 0; i < shown; i++) {
            total += widths[i];
        }
        return total;
    }

    private String line(Row row, int[] widths, int shown) {
        StringBuilder out = new StringBuilder(128);
        for (int i = 0; i < shown; i++) {
            boolean cut = row.widths[i] > widths[i];
            String cell = cut ? Columns.cut(row.cells.get(i), widths[i]) : row.cells.get(i);
            int blanks = widths[i] - (cut ? Columns.of(cell) : row.widths[i]);
            boolean right = columns.get(i).side() == Column.Side.RIGHT;
            out.append(i > 0 ? GAP : "").repeat(' ', right ? blanks : 0);
            out.append(i == row.lookAt ? Style.of(row.look, cell) : cell);
            out.repeat(' ', right ? 0 : blanks);
        }
        return trimmed(out);
    }

    /** Nothing but blanks at the end of a line is noise for whoever copies it. */
    private static String trimmed(StringBuilder line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }
}
