// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that fits a terminal. Where there is too little room, it takes the short headers, cuts what may be cut, from the right, and
 * leaves out columns, from the right, but for the first two.
 *
 * <p>Shown by {@code status}, which has 150 ms for everything: no stream, no lambda, no format.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int COLUMNS_MIN = 2;
    private static final int NAME_MIN = 4;

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A row.
     *
     * @param cells a text for each column
     * @param look how one of them looks ({@link Style}); as the others do where it is empty
     * @param lookAt which one
     */
    private record Row(List<String> cells, String look, int lookAt) {}

    /** Make an empty table. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Add a row, with a cell for each column. */
    public void row(List<String> cells) {
        row(cells, "", 0);
    }

    /** Add a row of which one cell has a look of its own. */
    public void row(List<String> cells, String look, int lookAt) {
        List<String> safe = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            safe.add(SafeText.of(cells.get(i)));
        }
        rows.add(new Row(safe, look, lookAt));
    }

    /** Return the lines of the table, the headers first. */
    public List<String> lines(Width room) {
        boolean brief = false;
        int[] widths = natural(brief);
        if (total(widths, columns.size()) > room.columns()) {
            brief = true;
            widths = natural(brief);
        }
        int shown = fit(widths, room);
        List<String> lines = new ArrayList<>(rows.size() + 1);
        lines.add(line(headers(brief), widths, shown));
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

    private int[] natural(boolean brief) {
        Row headers = headers(brief);
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Columns.of(headers.cells.get(i));
            for (Row row : rows) {
                widths[i] = Math.max(widths[i], Columns.of(row.cells.get(i)));
            }
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
            String cell = Columns.cut(row.cells.get(i), widths[i]);
            int blanks = widths[i] - Columns.of(cell);
            boolean right = columns.get(i).side() == Column.Side.RIGHT;
            if (i > 0) {
                out.append(GAP);
            }
            out.repeat(' ', right ? blanks : 0);
            out.append(i == row.lookAt ? Style.of(row.look, cell) : cell);
            // Nothing but blanks at the end of a line is noise for whoever copies it.
            out.repeat(' ', right || i == shown - 1 ? 0 : blanks);
        }
        return trimmed(out);
    }

    private static String trimmed(StringBuilder line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }
}
