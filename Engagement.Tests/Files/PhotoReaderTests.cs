using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Files;
using NetVips;

namespace Engagement.Tests.Files;

public class PhotoReaderTests
{
    [Fact]
    public async Task Read_APhoneInPortraitWithPlace_StandsUprightAndTellsNothing()
    {
        using var red = Image.Black(400, 300).NewFromImage(200, 30, 30).Copy(interpretation: Enums.Interpretation.Srgb);
        using var sky = red.Insert(Image.Black(3000, 100).NewFromImage(30, 30, 200).Copy(interpretation: Enums.Interpretation.Srgb), 0, 0, expand: true);
        // Orientation 6: the camera was turned to the right, so the left border is the bottom of what was seen.
        using var marked = sky.Mutate(m =>
        {
            m.Set(GValue.GIntType, "orientation", 6);
            m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "39/1 57/1 8/1");
            m.Set(GValue.GStrType, "exif-ifd0-Model", "Zorblatt phone");
        });
        var upload = marked.JpegsaveBuffer();
        Encoding.Latin1.GetString(upload).ShouldContain("Zorblatt", Case.Sensitive, "the test's photo has metadata");

        var kept = (await PhotoReader.ReadAsync(upload)).OrThrow();

        using var read = Image.NewFromBuffer(kept);
        (read.Width, read.Height).ShouldBe((160, 1600), "3,000 by 300, turned upright and reduced to 1,600");
        read.Getpoint(150, 800).ShouldSatisfyAllConditions(p => p[2].ShouldBeGreaterThan(150), p => p[0].ShouldBeLessThan(90));
        Encoding.Latin1.GetString(kept).ShouldNotContain("Exif");
        Encoding.Latin1.GetString(kept).ShouldNotContain("Zorblatt");
        read.GetFields().ShouldNotContain(f => f.StartsWith("exif", StringComparison.Ordinal) || f.StartsWith("icc", StringComparison.Ordinal) || f.StartsWith("xmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_SmallPngWithTransparencyAndWebp_BecomeJpegOfTheirSize()
    {
        using var clear = Image.Black(30, 20, bands: 4).Copy(interpretation: Enums.Interpretation.Srgb);
        var png = (await PhotoReader.ReadAsync(clear.PngsaveBuffer())).OrThrow();
        using var read = Image.NewFromBuffer(png);
        (read.Width, read.Height, read.Getpoint(5, 5).Min() > 250).ShouldBe((30, 20, true), "what is transparent is white");
        FileContent.Recognise((await PhotoReader.ReadAsync(clear.WebpsaveBuffer())).OrThrow()).Kind.ShouldBe(FileKind.Jpeg);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<?php system($_GET['c']); ?>")]
    [InlineData("<!DOCTYPE html><img src=x onerror=alert(1)>")]
    [InlineData("GIF89a;<?php ?>")]
    [InlineData("%PDF-1.7")]
    [InlineData("")]
    public async Task Read_WhatPosesAsAPhoto_IsRefused(string content) =>
        (await PhotoReader.ReadAsync(Encoding.UTF8.GetBytes(content))).Error!.Message.ShouldStartWith("This is not a photo.");

    [Fact]
    public async Task Read_TruncatedAndTooLarge_AreRefusedPolitely()
    {
        using var noise = Image.Gaussnoise(300, 300).Cast(Enums.BandFormat.Uchar);
        var jpeg = noise.JpegsaveBuffer();
        (await PhotoReader.ReadAsync(jpeg[..(jpeg.Length / 2)])).Error!.Message.ShouldContain("damaged");
        (await PhotoReader.ReadAsync([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3])).Error!.Message.ShouldContain("damaged");
        (await PhotoReader.ReadAsync(new byte[50 * 1024 * 1024])).Error!.Message.ShouldContain("larger than 12 MB");
        // Forty megapixels of one color are a file of a few kilobytes.
        using var bomb = Image.Black(8000, 5000);
        var packed = bomb.PngsaveBuffer(compression: 9);
        packed.Length.ShouldBeLessThan(200_000);
        (await PhotoReader.ReadAsync(packed)).Error!.Message.ShouldContain("40 megapixels");
    }
}
