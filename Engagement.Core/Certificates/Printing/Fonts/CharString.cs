using System.Buffers.Binary;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>A closed contour of quadratic curves, as TrueType keeps them: points on and off the curve.</summary>
internal sealed class Contour
{
    /// <summary>The points in order; the first is on the curve.</summary>
    public List<(int X, int Y, bool On)> Points { get; } = [];
}

/// <summary>
/// Runs a Type 2 charstring (Adobe Technical Note 5177) and gives its contours.
/// Hints are passed over; arithmetic operators, which no known font of ours uses in outlines, end the glyph.
/// </summary>
internal sealed class CharString(Func<int, ReadOnlyMemory<byte>> local, Func<int, ReadOnlyMemory<byte>> global)
{
    private readonly List<double> stack = [];
    private readonly List<Contour> contours = [];
    private double x, y;
    private int hints, depth;
    private bool widthSeen, ended;

    /// <summary>The contours with their last point dropped where it repeats the first.</summary>
    public List<Contour> Finish()
    {
        foreach (var points in contours.Select(c => c.Points))
            if (points.Count > 1 && points[^1] == points[0]) points.RemoveAt(points.Count - 1);
        return [.. contours.Where(c => c.Points.Count > 2)];
    }

    /// <summary>Runs a charstring or subroutine.</summary>
    public void Run(ReadOnlySpan<byte> code)
    {
        if (++depth > 12) ended = true;
        for (var i = 0; i < code.Length && !ended;)
        {
            var b = code[i++];
            if (b == 28) { stack.Add(BinaryPrimitives.ReadInt16BigEndian(code[i..])); i += 2; }
            else if (b is >= 32 and <= 246) stack.Add(b - 139);
            else if (b is >= 247 and <= 250) stack.Add((b - 247) * 256 + code[i++] + 108);
            else if (b is >= 251 and <= 254) stack.Add(-(b - 251) * 256 - code[i++] - 108);
            else if (b == 255) { stack.Add(BinaryPrimitives.ReadInt32BigEndian(code[i..]) / 65536.0); i += 4; }
            else if (b == 11) break;
            else if (b == 12) Flex(code[i++]);
            else if (b is 19 or 20) { Hints(); i += (hints + 7) / 8; }
            else Operator(b);
        }
        depth--;
    }

    private void Operator(int op)
    {
        switch (op)
        {
            case 1 or 3 or 18 or 23: Hints(); return;
            case 10: Run(local(Pop()).Span); return;
            case 29: Run(global(Pop()).Span); return;
            case 14: ended = true; return;
            case 21: Width(2); Move(stack[^2], stack[^1]); break;
            case 22: Width(1); Move(stack[^1], 0); break;
            case 4: Width(1); Move(0, stack[^1]); break;
            case 5: Lines(0, stack.Count); break;
            case 6 or 7: for (var i = 0; i < stack.Count; i++) Line((i % 2 == 0) == (op == 6) ? stack[i] : 0, (i % 2 == 0) == (op == 6) ? 0 : stack[i]); break;
            case 8: Curves(0, stack.Count); break;
            case 24: Curves(0, stack.Count - 2); Line(stack[^2], stack[^1]); break;
            case 25: Lines(0, stack.Count - 6); Curves(stack.Count - 6, stack.Count); break;
            case 26: Vertical(); break;
            case 27: Horizontal(); break;
            case 30 or 31: Alternating(op == 31); break;
            default: ended = true; break;
        }
        stack.Clear();
    }

    private int Pop()
    {
        var value = (int)stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    // The first operator that clears the stack may have the glyph's width in front.
    private void Width(int expected)
    {
        if (!widthSeen && stack.Count > expected) stack.RemoveAt(0);
        widthSeen = true;
    }

    private void Hints()
    {
        Width(stack.Count / 2 * 2);
        hints += stack.Count / 2;
        stack.Clear();
    }

    private void Lines(int from, int to)
    {
        for (var i = from; i + 1 < to; i += 2) Line(stack[i], stack[i + 1]);
    }

    private void Curves(int from, int to)
    {
        for (var i = from; i + 5 < to; i += 6) Curve(stack[i], stack[i + 1], stack[i + 2], stack[i + 3], stack[i + 4], stack[i + 5]);
    }

    private void Vertical()
    {
        var odd = stack.Count % 4;
        for (var i = odd; i + 3 < stack.Count; i += 4) Curve(i == 1 ? stack[0] : 0, stack[i], stack[i + 1], stack[i + 2], 0, stack[i + 3]);
    }

    private void Horizontal()
    {
        var odd = stack.Count % 4;
        for (var i = odd; i + 3 < stack.Count; i += 4) Curve(stack[i], i == 1 ? stack[0] : 0, stack[i + 1], stack[i + 2], stack[i + 3], 0);
    }

    private void Alternating(bool horizontal)
    {
        for (var i = 0; i + 3 < stack.Count; i += 4, horizontal = !horizontal)
        {
            var last = stack.Count - i == 5 ? stack[i + 4] : 0;
            if (horizontal) Curve(stack[i], 0, stack[i + 1], stack[i + 2], last, stack[i + 3]);
            else Curve(0, stack[i], stack[i + 1], stack[i + 2], stack[i + 3], last);
        }
    }

    private void Flex(int op)
    {
        var s = stack;
        switch (op)
        {
            case 35: Curves(0, 12); break;
            case 34: Curve(s[0], 0, s[1], s[2], s[3], 0); Curve(s[4], 0, s[5], -s[2], s[6], 0); break;
            case 36: Curve(s[0], s[1], s[2], s[3], s[4], 0); Curve(s[5], 0, s[6], s[7], s[8], -(s[1] + s[3] + s[7])); break;
            case 37:
                var (dx, dy) = (s[0] + s[2] + s[4] + s[6] + s[8], s[1] + s[3] + s[5] + s[7] + s[9]);
                var flat = Math.Abs(dx) > Math.Abs(dy);
                Curve(s[0], s[1], s[2], s[3], s[4], s[5]);
                Curve(s[6], s[7], s[8], s[9], flat ? s[10] : -dx, flat ? -dy : s[10]);
                break;
            default: ended = true; break;
        }
        stack.Clear();
    }

    private void Move(double dx, double dy)
    {
        (x, y) = (x + dx, y + dy);
        contours.Add(new Contour());
        Add(x, y, on: true);
    }

    private void Line(double dx, double dy)
    {
        (x, y) = (x + dx, y + dy);
        Add(x, y, on: true);
    }

    // Four quadratic curves for each cubic one: at 1,000 units an em the error is far below one unit for letters.
    private void Curve(double dx1, double dy1, double dx2, double dy2, double dx3, double dy3)
    {
        const int pieces = 4;
        var (x0, y0) = (x, y);
        var (x1, y1) = (x0 + dx1, y0 + dy1);
        var (x2, y2) = (x1 + dx2, y1 + dy2);
        (x, y) = (x2 + dx3, y2 + dy3);
        for (var i = 1; i <= pieces; i++)
        {
            var (a, b) = ((i - 1.0) / pieces, (double)i / pieces);
            var (ax, ay, bx, by) = (At(x0, x1, x2, x, a), At(y0, y1, y2, y, a), At(x0, x1, x2, x, b), At(y0, y1, y2, y, b));
            var m = (a + b) / 2;
            // The control point makes the quadratic curve meet the cubic one in the middle.
            Add(2 * At(x0, x1, x2, x, m) - (ax + bx) / 2, 2 * At(y0, y1, y2, y, m) - (ay + by) / 2, on: false);
            Add(bx, by, on: true);
        }
    }

    private static double At(double p0, double p1, double p2, double p3, double t) =>
        (1 - t) * (1 - t) * (1 - t) * p0 + 3 * (1 - t) * (1 - t) * t * p1 + 3 * (1 - t) * t * t * p2 + t * t * t * p3;

    private void Add(double px, double py, bool on) =>
        contours[^1].Points.Add(((int)Math.Round(px), (int)Math.Round(py), on));
}
